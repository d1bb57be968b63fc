// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.spans;

import backbone.engine.mask.MaskRules;
import backbone.engine.rules.InForce;
import backbone.engine.rules.Timeline;
import backbone.engine.spans.RawSpans;
import backbone.engine.spans.SpanNormalizer;
import backbone.engine.spans.SpanOutput;
import backbone.streams.rules.Rules;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Normalizes each batch by the masking rules in force when it arrived. Keeps an engine for each of
 * the last {@link #KEPT_MAX} versions, as partitions of one task can lie apart in time. Of one
 * thread.
 */
final class RuledSpanEngine implements SpanEngine {

  /** Each has its buffers, so not many. */
  static final int KEPT_MAX = 4;

  private final InForce<MaskRules> masks;
  private final Function<MaskRules, SpanEngine> maker;
  private final Deque<Kept> kept = new ArrayDeque<>();
  private Kept last;

  private record Kept(MaskRules rules, SpanEngine engine) {}

  RuledSpanEngine(Supplier<Timeline<MaskRules>> masks, Function<MaskRules, SpanEngine> maker) {
    this.masks = new InForce<>(masks, MaskRules.STANDARD);
    this.maker = maker;
  }

  /** By the rules of a process, and with its keys. */
  static RuledSpanEngine of(Rules rules) {
    return new RuledSpanEngine(
        rules.masks(), mask -> SpanNormalizer.of(mask, rules.maskKeys())::normalize);
  }

  @Override
  public void normalize(RawSpans raw, SpanOutput output) {
    MaskRules mask = masks.at(raw.arrivalMs());
    if (last == null || last.rules() != mask) {
      last = of(mask);
    }
    last.engine().normalize(raw, output);
  }

  private Kept of(MaskRules mask) {
    for (Kept one : kept) {
      if (one.rules() == mask) {
        return one;
      }
    }
    Kept made = new Kept(mask, maker.apply(mask));
    kept.addFirst(made);
    if (kept.size() > KEPT_MAX) {
      kept.removeLast();
    }
    return made;
  }
}
