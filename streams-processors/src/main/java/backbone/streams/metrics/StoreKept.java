// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps in a state store, and with it in its changelog. */
record StoreKept(KeyValueStore<Bytes, byte[]> store) implements Kept {

  @Override
  public void put(byte[] key, byte[] value) {
    store.put(Bytes.wrap(key), value);
  }

  @Override
  public void delete(byte[] key) {
    store.delete(Bytes.wrap(key));
  }

  @Override
  public void forEach(BiConsumer<byte[], byte[]> each) {
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> next = all.next();
        try {
          each.accept(next.key.get(), next.value);
        } catch (UnknownFamilyException e) {
          // Stays in the store, for an instance of the newer release that put it there.
        }
      }
    }
  }
}
