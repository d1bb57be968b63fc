// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;

/** Counts masked values per rule. Reusable; for one thread. */
public final class MaskCounter {
  private static final Rule[] BY_NAME =
      Stream.of(Rule.values()).sorted(Comparator.comparing(Rule::id)).toArray(Rule[]::new);

  private final long[] counts = new long[Rule.COUNT];

  /** Number of values that a rule has masked since the last {@link #clear}; 0 for unknown names. */
  public long count(String rule) {
    for (int i = 0; i < counts.length; i++) {
      if (Rule.at(i).id().equals(rule)) {
        return counts[i];
      }
    }
    return 0;
  }

  /** Number of values masked by all rules since the last {@link #clear}. */
  public long total() {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  /** Number of rules with a count above zero. */
  public int rules() {
    int rules = 0;
    for (long count : counts) {
      rules += count > 0 ? 1 : 0;
    }
    return rules;
  }

  /** Takes the counts above zero in the order of their rules' names. */
  public void forEach(ObjLongConsumer<String> each) {
    for (Rule rule : BY_NAME) {
      long count = counts[rule.index()];
      if (count > 0) {
        each.accept(rule.id(), count);
      }
    }
  }

  /** Counts above zero by rule name, in a fixed order. Empty, without a new object, if none is. */
  public Map<String, Long> counts() {
    if (total() == 0) {
      return Map.of();
    }
    Map<String, Long> result = new LinkedHashMap<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        result.put(Rule.at(i).id(), counts[i]);
      }
    }
    return result;
  }

  /** Sets all counts to zero. */
  public void clear() {
    Arrays.fill(counts, 0);
  }

  void add(Rule rule) {
    counts[rule.index()]++;
  }

  void add(Findings findings) {
    for (int i = 0; i < findings.count(); i++) {
      counts[findings.rule(i).index()]++;
    }
  }
}
