// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The few fates there are: kept or dropped by one policy of one table. A table is the names and
 * thresholds of one version of the policies; each is written once, and forgotten at a start when no
 * decision that is still remembered refers to it.
 */
final class Fates {

  /** As many as two bytes tell apart; hundreds of versions without a name in common. */
  static final int FATES_MAX = 1 << 16;

  private final SamplerMemory memory;
  private final List<Fate> fates = new ArrayList<>();
  private final Map<Fate, Integer> numbers = new HashMap<>();
  private final Map<Integer, int[]> fatesOfTable = new HashMap<>();
  private final Map<ByteBuffer, Integer> tables = new HashMap<>();
  private final Set<Integer> loaded = new HashSet<>();
  private final Map<Integer, byte[]> unwritten = new HashMap<>();
  private PolicySet last;
  private int tableOfLast;

  Fates(SamplerMemory memory) {
    this.memory = memory;
  }

  Fate get(int fate) {
    return fates.get(fate);
  }

  int number(int table, int policy, boolean kept) {
    return fatesOfTable.get(table)[2 * policy + (kept ? 0 : 1)];
  }

  /** Finds or makes the table of a version. */
  int table(PolicySet policies) {
    if (policies != last) {
      byte[] encoded = encoded(policies);
      Integer known = tables.get(ByteBuffer.wrap(encoded));
      tableOfLast = known == null ? add(encoded) : known;
      last = policies;
    }
    return tableOfLast;
  }

  private int add(byte[] encoded) {
    int table = fatesOfTable.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    add(table, encoded);
    unwritten.put(table, encoded);
    return table;
  }

  void load(byte[] key, byte[] value) {
    int table = ByteBuffer.wrap(key).getInt(1);
    add(table, value.clone());
    loaded.add(table);
  }

  /** Forgets tables that no decision refers to. */
  void loaded(Set<Integer> tablesInUse) {
    Set<Integer> unused = new HashSet<>(loaded);
    unused.removeAll(tablesInUse);
    for (int table : unused) {
      memory.delete(key(table));
      fatesOfTable.remove(table);
    }
    tables.values().removeAll(unused);
    loaded.clear();
  }

  /** Writes a table before the first decision that refers to it. */
  void write(int table) {
    byte[] encoded = unwritten.remove(table);
    if (encoded != null) {
      memory.put(key(table), encoded);
    }
  }

  private void add(int table, byte[] encoded) {
    ByteBuffer in = MemoryFormat.open(encoded);
    int[] own = new int[2 * (in.get() & 0xff)];
    for (int i = 0; i < own.length; i += 2) {
      String name = text(in);
      own[i] = number(new Fate(Fate.State.KEPT, name, text(in)));
      own[i + 1] = number(new Fate(Fate.State.DROPPED, name, ""));
    }
    fatesOfTable.put(table, own);
    tables.put(ByteBuffer.wrap(encoded), table);
  }

  /** Versions share most of their fates, so that many switches stay few fates. */
  private int number(Fate fate) {
    Integer known = numbers.putIfAbsent(fate, fates.size());
    if (known != null) {
      return known;
    }
    if (fates.size() == FATES_MAX) {
      throw new IllegalStateException(
          "the policies of this process had " + FATES_MAX + " names. Start it again.");
    }
    fates.add(fate);
    return fates.size() - 1;
  }

  private static byte[] encoded(PolicySet policies) {
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
