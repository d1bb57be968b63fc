// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.spans;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.spans.RawSpans;
import backbone.engine.spans.SpanOutput;
import backbone.streams.rules.FakeRules;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RuledSpanEngineTest implements SpanOutput {

  private static final long CHANGE_MS = 1_700_000_000_000L;
  private static final String NETWORK = "203.0.113.xxx";

  private final FakeRules rules = new FakeRules();
  private final RuledSpanEngine engine = RuledSpanEngine.of(rules);
  private final List<String> masked = new ArrayList<>();

  @Test
  void changesOverAtTheRecordThatArrivesAtThatTime() {
    rules.apply("masking: {rules: {ipv4: tag}}", CHANGE_MS);

    arrive(CHANGE_MS - 2, CHANGE_MS - 1, CHANGE_MS, CHANGE_MS + 1);

    assertThat(masked).containsExactly(NETWORK, NETWORK, "[ipv4]", "[ipv4]");
  }

  @Test
  void goesByEachRecord_whenPartitionsOfOneTaskLieApartInTime() {
    rules.apply("masking: {rules: {ipv4: tag}}", CHANGE_MS);

    arrive(CHANGE_MS + 50_000, CHANGE_MS - 1, CHANGE_MS + 50_001, CHANGE_MS - 1);

    assertThat(masked).containsExactly("[ipv4]", NETWORK, "[ipv4]", NETWORK);
  }

  @Test
  void takesRulesThatComeWhileItRuns() {
    arrive(CHANGE_MS);
    rules.apply("masking: {rules: {ipv4: drop}}", CHANGE_MS + 1);
    arrive(CHANGE_MS, CHANGE_MS + 1);

    assertThat(masked).containsExactly(NETWORK, NETWORK, "");
  }

  @Test
  void staysRight_whenMoreVersionsAreAskedForThanItKeeps() {
    int versions = RuledSpanEngine.KEPT_MAX + 3;
    for (int i = 0; i < versions; i++) {
      rules.apply("masking: {rules: {ipv4: {fixed: '" + "*".repeat(i + 1) + "'}}}", CHANGE_MS + i);
    }

    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < versions; i++) {
        arrive(CHANGE_MS + i);
        assertThat(masked.get(masked.size() - 1)).isEqualTo("*".repeat(i + 1));
      }
    }
  }

  @Test
  void goesOnAsBefore_whenTheNewRulesNeedAKeyThatIsNotHere() {
    rules.apply("masking: {rules: {ipv4: tag}}", CHANGE_MS);
    rules.apply("masking: {key: k9, rules: {ipv4: pseudonym}}", CHANGE_MS + 10);

    arrive(CHANGE_MS + 9, CHANGE_MS + 10, CHANGE_MS + 11);

    assertThat(masked).containsExactly("[ipv4]", "[ipv4]", "[ipv4]");
  }

  private void arrive(long... arrivalsMs) {
    Span span =
        Batches.span(1, 1, "a").toBuilder()
            .addAttributes(Batches.text("note", "203.0.113.77"))
            .build();
    byte[] batch = Batches.of(span).toByteArray();
    for (long ms : arrivalsMs) {
      engine.normalize(new RawSpans(batch, null, null, null, null, null, null, ms, 0), this);
    }
  }

  @Override
  public void trace(String traceId, byte[] tracesData, int spans) {
    try {
      Span span = TracesData.parseFrom(tracesData).getResourceSpans(0).getScopeSpans(0).getSpans(0);
      masked.add(
          span.getAttributesList().stream()
              .filter(attribute -> attribute.getKey().equals("note"))
              .map(attribute -> attribute.getValue().getStringValue())
              .findFirst()
              .orElse("absent"));
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void dead(String faultClass, String reason, String maskedExcerpt, int spans) {
    throw new AssertionError(reason);
  }

  @Override
  public void dropped(String reason, int spans) {
    throw new AssertionError(reason);
  }
}
