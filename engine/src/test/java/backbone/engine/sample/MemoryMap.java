// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A sampler's memory as a map, and what it means whatever the rounds it was written in. */
final class MemoryMap implements SamplerMemory {

  final TreeMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);

  @Override
  public void put(byte[] key, byte[] value) {
    if (key[0] == MemoryFormat.SEGMENT && entries.containsKey(key)) {
      throw new AssertionError("a segment is written twice");
    }
    entries.put(key, value);
  }

  @Override
  public void delete(byte[] key) {
    entries.remove(key);
  }

  MemoryMap copy() {
    MemoryMap copy = new MemoryMap();
    copy.entries.putAll(entries);
    return copy;
  }

  /** Gives all entries to a sampler in an order of chance. */
  void loadInto(Sampler sampler, Random random) {
    List<Map.Entry<byte[], byte[]>> all = new ArrayList<>(new TreeMap<>(entries).entrySet());
    Collections.shuffle(all, random);
    all.forEach(entry -> sampler.load(entry.getKey(), entry.getValue()));
    sampler.loaded();
  }

  /** Everything but the watermark, decisions one by one. */
  Set<String> canonical() {
    Set<String> canonical = new TreeSet<>();
    entries.forEach(
        (key, value) -> {
          if (key[0] == MemoryFormat.SEGMENT) {
            decisions(value, canonical);
          } else if (key[0] != MemoryFormat.WATERMARK) {
            canonical.add((char) key[0] + hex(key) + "=" + hex(value));
          }
        });
    return canonical;
  }

  private static void decisions(byte[] value, Set<String> canonical) {
    ByteBuffer in = MemoryFormat.open(value);
    int table = in.getInt();
    int kept = in.getInt();
    for (int i = 0; i < kept; i++) {
      canonical.add("kept %016x%016x ".formatted(in.getLong(), in.getLong()) + in.get() + table);
    }
    while (in.hasRemaining()) {
      canonical.add("dropped %016x ".formatted(in.getLong()) + in.get() + table);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
