// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.engine.sample.Sampler;
import backbone.engine.sample.SamplerMemory;
import backbone.streams.Watermarks;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * All that a task keeps, in one store: the sampler's entries, the watermarks, and the position of
 * the trail with its books. The first byte of a key tells which.
 */
final class TaskMemory implements SamplerMemory {

  private static final byte SAMPLER = 's';
  private static final Bytes WATERMARKS = Bytes.wrap(new byte[] {'w'});
  private static final Bytes BOOKS = Bytes.wrap(new byte[] {'b'});

  private final KeyValueStore<Bytes, byte[]> store;

  TaskMemory(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  @Override
  public void put(byte[] key, byte[] value) {
    store.put(own(key), value);
  }

  @Override
  public void delete(byte[] key) {
    store.delete(own(key));
  }

  private static Bytes own(byte[] key) {
    byte[] own = new byte[key.length + 1];
    own[0] = SAMPLER;
    System.arraycopy(key, 0, own, 1, key.length);
    return Bytes.wrap(own);
  }

  /** Gives a new sampler what an earlier one remembered. */
  void load(Sampler sampler) {
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        byte[] key = entry.key.get();
        if (key[0] == SAMPLER) {
          sampler.load(Arrays.copyOfRange(key, 1, key.length), entry.value);
        }
      }
    }
    sampler.loaded();
  }

  void load(Watermarks watermarks) {
    byte[] stored = store.get(WATERMARKS);
    if (stored != null) {
      watermarks.load(stored);
    }
  }

  void save(Watermarks watermarks) {
    store.put(WATERMARKS, watermarks.write());
  }

  SpanBooks books() {
    return SpanBooks.read(store.get(BOOKS));
  }

  void save(SpanBooks books) {
    store.put(BOOKS, books.write());
  }
}
