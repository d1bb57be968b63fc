// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.text;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** What a scan has found, as byte ranges in order and without overlap. Reusable; for one thread. */
public final class Findings {
  private byte[] rules = new byte[8];
  private int[] starts = new int[8];
  private int[] cuts = new int[8];
  private int[] ends = new int[8];
  private long[] details = new long[8];
  private int count;

  /** Number of findings. */
  public int count() {
    return count;
  }

  /** Name of the rule that found the i-th value. */
  public String type(int i) {
    return rule(i).id();
  }

  /** First byte of the i-th value. */
  public int start(int i) {
    return starts[i];
  }

  /** One after the last byte of the i-th value. */
  public int end(int i) {
    return ends[i];
  }

  /** First byte of the i-th value that is replaced; what is before it in the value is kept. */
  public int cut(int i) {
    return cuts[i];
  }

  /** Forgets all findings. */
  public void clear() {
    count = 0;
  }

  /** What the rule has noted of the i-th value; 0 if nothing. */
  public long detail(int i) {
    return details[i];
  }

  /** The rule that found the i-th value. */
  public Rule rule(int i) {
    return Rule.at(rules[i]);
  }

  /** Where the last finding ends; nothing may start before. */
  public int floor(int from) {
    return count == 0 ? from : ends[count - 1];
  }

  /** Adds a value, which starts where the last one ends or later. */
  public void add(Rule rule, int start, int cut, int end) {
    add(rule, start, cut, end, 0);
  }

  /** The same with what the rule wants to know of the value later. */
  public void add(Rule rule, int start, int cut, int end, long detail) {
    if (count == rules.length) {
      grow();
    }
    rules[count] = (byte) rule.index();
    starts[count] = start;
    cuts[count] = cut;
    ends[count] = end;
    details[count++] = detail;
  }

  /**
   * Where an e-mail address that reaches back to {@code start} starts: it swallows the values that
   * it touches whole, so that no head of one is left, but takes nothing from another e-mail
   * address.
   */
  public int claim(int start) {
    int claimed = start;
    for (int i = count - 1; i >= 0 && ends[i] > claimed; i--) {
      if (rule(i) == Rule.EMAIL) {
        return ends[i];
      }
      claimed = Math.min(claimed, starts[i]);
    }
    return claimed;
  }

  /** Lets the last finding reach further. */
  public void extend(int end) {
    ends[count - 1] = end;
  }

  /** Takes back what a longer value that starts at {@code start} includes. */
  public void dropFrom(int start) {
    while (count > 0 && ends[count - 1] > start) {
      count--;
    }
  }

  /** Forgets what a rule has found. */
  public void drop(Rule rule) {
    keepIf(i -> rule(i) != rule);
  }

  /** Forgets the findings that are not to be kept. */
  public void keepIf(IntPredicate keep) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (keep.test(i)) {
        rules[kept] = rules[i];
        starts[kept] = starts[i];
        cuts[kept] = cuts[i];
        ends[kept] = ends[i];
        details[kept++] = details[i];
      }
    }
    count = kept;
  }

  /** Turns positions in a decoded text into positions in the text it was decoded from. */
  public void map(int[] positions) {
    for (int i = 0; i < count; i++) {
      starts[i] = positions[starts[i]];
      cuts[i] = positions[cuts[i]];
      ends[i] = positions[ends[i]];
    }
  }

  private void grow() {
    int size = count * 2;
    rules = Arrays.copyOf(rules, size);
    starts = Arrays.copyOf(starts, size);
    cuts = Arrays.copyOf(cuts, size);
    ends = Arrays.copyOf(ends, size);
    details = Arrays.copyOf(details, size);
  }
}
