// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The few fates there are: kept or dropped by one policy of one table. Tables are the policies of
 * now and of earlier runs whose decisions are still remembered; each is written once.
 */
final class Fates {

  private static final int TABLE_OF_NOW_UNKNOWN = -1;

  private final PolicySet policies;
  private final SamplerMemory memory;
  private final List<Fate> fates = new ArrayList<>();
  private final Map<Integer, Integer> firstOfTable = new HashMap<>();
  private final Map<Integer, byte[]> loaded = new HashMap<>();
  private int tableOfNow = TABLE_OF_NOW_UNKNOWN;
  private boolean written;

  Fates(PolicySet policies, SamplerMemory memory) {
    this.policies = policies;
    this.memory = memory;
  }

  Fate get(int fate) {
    return fates.get(fate);
  }

  int number(int table, int policy, boolean kept) {
    return firstOfTable.get(table) + 2 * policy + (kept ? 0 : 1);
  }

  /** The policy of a fate of now. */
  int policy(int fate) {
    return (fate - firstOfTable.get(tableOfNow)) >> 1;
  }

  int tableOfNow() {
    return tableOfNow;
  }

  void load(byte[] key, byte[] value) {
    int table = ByteBuffer.wrap(key).getInt(1);
    loaded.put(table, value);
    add(table, MemoryFormat.open(value));
  }

  /** Finds or makes the table of now, and forgets those that no decision refers to. */
  void loaded(Set<Integer> tablesInUse) {
    byte[] now = encoded();
    for (Map.Entry<Integer, byte[]> table : loaded.entrySet()) {
      if (Arrays.equals(table.getValue(), now)) {
        tableOfNow = table.getKey();
        written = true;
      }
    }
    if (tableOfNow == TABLE_OF_NOW_UNKNOWN) {
      tableOfNow = loaded.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
      add(tableOfNow, MemoryFormat.open(now));
    }
    Set<Integer> unused = new HashSet<>(loaded.keySet());
    unused.removeAll(tablesInUse);
    unused.remove(tableOfNow);
    unused.forEach(table -> memory.delete(key(table)));
    loaded.clear();
  }

  /** Writes the table of now before the first decision that refers to it. */
  void write() {
    if (!written) {
      memory.put(key(tableOfNow), encoded());
      written = true;
    }
  }

  private void add(int table, ByteBuffer in) {
    firstOfTable.put(table, fates.size());
    int count = in.get() & 0xff;
    for (int i = 0; i < count; i++) {
      String name = text(in);
      fates.add(new Fate(Fate.State.KEPT, name, text(in)));
      fates.add(new Fate(Fate.State.DROPPED, name, ""));
    }
  }

  private byte[] encoded() {
    int length = 1;
    for (Policy policy : policies.policies()) {
      length += 2 * Short.BYTES + policy.name().getBytes(UTF_8).length;
      length += policy.threshold().getBytes(UTF_8).length;
    }
    ByteBuffer out = ByteBuffer.allocate(1 + length).put(MemoryFormat.VERSION);
    out.put((byte) policies.policies().size());
    for (Policy policy : policies.policies()) {
      text(out, policy.name());
      text(out, policy.threshold());
    }
    return out.array();
  }

  private static byte[] key(int table) {
    return MemoryFormat.key(MemoryFormat.POLICIES, Integer.BYTES).putInt(table).array();
  }

  private static String text(ByteBuffer in) {
    byte[] text = new byte[in.getShort()];
    in.get(text);
    return new String(text, UTF_8);
  }

  private static void text(ByteBuffer out, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    out.putShort((short) bytes.length).put(bytes);
  }
}
