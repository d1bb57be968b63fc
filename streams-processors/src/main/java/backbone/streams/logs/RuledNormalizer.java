// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import backbone.engine.mask.MaskRules;
import backbone.engine.normalize.LogRules;
import backbone.engine.normalize.Normalizer;
import backbone.engine.normalize.NormalizerOutput;
import backbone.engine.normalize.RawLog;
import backbone.engine.parse.ParseRules;
import backbone.engine.rules.InForce;
import backbone.engine.rules.Timeline;
import backbone.streams.rules.RuleKind;
import backbone.streams.rules.Rules;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Normalizes each record by the rules in force when it arrived. Keeps a normalizer for each of the
 * last {@link #KEPT_MAX} pairs of versions, as partitions of one task can lie apart in time. Of one
 * thread.
 */
final class RuledNormalizer implements LogNormalizer {

  /** Each has its buffers, so not many. */
  static final int KEPT_MAX = 4;

  private final InForce<MaskRules> masks;
  private final InForce<ParseRules> parse;
  private final Function<LogRules, LogNormalizer> maker;
  private final Deque<Kept> kept = new ArrayDeque<>();
  private Kept last;

  private record Kept(LogRules rules, LogNormalizer normalizer) {

    boolean is(MaskRules masks, ParseRules parse) {
      return rules.masks() == masks && rules.parse() == parse;
    }
  }

  RuledNormalizer(
      Supplier<Timeline<MaskRules>> masks,
      Supplier<Timeline<ParseRules>> parse,
      Function<LogRules, LogNormalizer> maker) {
    this.masks = new InForce<>(masks, MaskRules.STANDARD);
    this.parse = new InForce<>(parse, ParseRules.NONE);
    this.maker = maker;
  }

  /** By the rules of a process, and with its keys. */
  static RuledNormalizer of(Rules rules) {
    return new RuledNormalizer(
        rules.masks(),
        rules.timelines(RuleKind.PARSING),
        pair -> Normalizer.of(pair, rules.maskKeys())::normalize);
  }

  @Override
  public void normalize(RawLog raw, NormalizerOutput output) {
    MaskRules mask = masks.at(raw.arrivalMs());
    ParseRules read = parse.at(raw.arrivalMs());
    if (last == null || !last.is(mask, read)) {
      last = of(mask, read);
    }
    last.normalizer().normalize(raw, output);
  }

  private Kept of(MaskRules mask, ParseRules read) {
    for (Kept one : kept) {
      if (one.is(mask, read)) {
        return one;
      }
    }
    LogRules rules = new LogRules(mask, read);
    Kept made = new Kept(rules, maker.apply(rules));
    kept.addFirst(made);
    if (kept.size() > KEPT_MAX) {
      kept.removeLast();
    }
    return made;
  }
}
