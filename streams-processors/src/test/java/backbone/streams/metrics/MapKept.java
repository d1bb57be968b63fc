// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Keeps in memory; what is not committed is lost by a crash. */
final class MapKept implements Kept {

  private final TreeMap<byte[], byte[]> now = new TreeMap<>(Arrays::compare);
  private TreeMap<byte[], byte[]> committed = new TreeMap<>(Arrays::compare);

  @Override
  public void put(byte[] key, byte[] value) {
    now.put(key, value);
  }

  @Override
  public void delete(byte[] key) {
    now.remove(key);
  }

  @Override
  public void forEach(BiConsumer<byte[], byte[]> each) {
    now.forEach(each);
  }

  void clear() {
    now.clear();
    committed.clear();
  }

  void commit() {
    committed = new TreeMap<>(now);
  }

  void crash() {
    now.clear();
    now.putAll(committed);
  }

  int size() {
    return now.size();
  }
}
