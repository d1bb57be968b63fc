// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.mask.MaskKeys;
import backbone.engine.normalize.LogRules;
import backbone.engine.normalize.Normalizer;
import backbone.engine.normalize.RawLog;
import backbone.engine.normalize.Source;
import backbone.schema.LogEvent;
import backbone.schema.Origin;
import backbone.service.Health;
import backbone.streams.rules.FakeRules;
import backbone.streams.rules.RuleKind;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuledNormalizerTest {

  private static final MaskKeys KEYS = MaskKeys.of(Map.of("k1", "0123456789abcdef"));

  private final FakeRules rules = new FakeRules();
  private final List<LogRules> made = new ArrayList<>();
  private final RuledNormalizer normalizer =
      new RuledNormalizer(
          rules.masks(),
          rules.timelines(RuleKind.PARSING),
          pair -> {
            made.add(pair);
            return Normalizer.of(pair, KEYS)::normalize;
          });

  @Test
  void readsEachRecord_byTheRulesInForceWhenItArrived() {
    rules.apply("parsing: {drop: {events: [{message: noise}]}}", 1_000);
    rules.apply("masking: {rules: {ipv4: tag}}", 2_000);

    List<String> before = messages("noise from 10.1.2.3", 999);
    List<String> between = messages("noise from 10.1.2.3", 1_000);
    List<String> after = messages("from 10.1.2.3", 2_000);

    assertThat(before).containsExactly("noise from 10.1.2.xxx");
    assertThat(between).isEmpty();
    assertThat(after).singleElement().asString().doesNotContain("10.1.2");
    assertThat(messages("noise from 10.1.2.3", 999)).isEqualTo(before);
  }

  @Test
  void makesOneNormalizerForEachPair_andKeepsFew() {
    for (int i = 1; i <= 20; i++) {
      rules.apply("parsing: {drop: {events: [{message: noise-" + i + "}]}}", i);
    }

    for (int i = 0; i <= 20; i++) {
      messages("text", i);
      messages("text", Math.max(0, i - 1));
      messages("text", i);
    }

    assertThat(made).hasSize(21);
  }

  @Test
  void goesOnWithTheRulesBefore_whenAKeyIsMissing() {
    rules.apply("masking: {rules: {ipv4: tag}}", 1_000);
    rules.apply("masking: {key: k2, rules: {ipv4: pseudonym}}", 2_000);

    assertThat(messages("from 10.1.2.3", 5_000)).isEqualTo(messages("from 10.1.2.3", 1_500));

    Health health = rules.tellMasks(Health.healthy("fine"));
    assertThat(health.state()).isEqualTo(Health.State.DEGRADED);
    assertThat(health.detail()).contains("jobs.masking.keys.k2").doesNotContain("\n");
  }

  @Test
  void isHealthyAgain_whenOtherRulesReplaceThoseWithoutAKey() {
    rules.apply("masking: {key: k2, rules: {ipv4: pseudonym}}", 2_000);
    rules.apply("masking: {rules: {ipv4: tag}}", 3_000);

    assertThat(rules.tellMasks(Health.healthy("fine")).state()).isEqualTo(Health.State.HEALTHY);
  }

  private List<String> messages(String line, long arrivalMs) {
    byte[] value = line.getBytes(UTF_8);
    Source source = new Source("h", null, ZoneOffset.UTC, "s", "prod", "kr", "t");
    Origin origin = new Origin("src", 0, 0, value.length);
    Unrolled unrolled = new Unrolled();
    normalizer.normalize(
        new RawLog(value, null, source, origin, arrivalMs, new int[1], false), unrolled);
    return unrolled.items().stream()
        .filter(Unrolled.Event.class::isInstance)
        .map(item -> ((Unrolled.Event) item).event())
        .map(LogEvent::getMessage)
        .toList();
  }
}
