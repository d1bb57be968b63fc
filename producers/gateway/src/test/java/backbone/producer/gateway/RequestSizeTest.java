// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.schema.otlp.MalformedOtlpException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Collections;
import org.junit.jupiter.api.Test;

final class RequestSizeTest {

  @Test
  void countsEveryMessage_whateverTheSignal() {
    // Group, scope and 3 spans; resource with 1 attribute and its value, 2 on each span.
    assertThat(traces(Requests.spans(3, 5))).isEqualTo(new RequestSize(5, 5 + 3 + 12));
    assertThat(RequestSize.of(Signal.LOGS, Requests.logs(2, 5).toByteArray(), false))
        .isEqualTo(new RequestSize(4, 4 + 3 + 2));
    assertThat(RequestSize.of(Signal.METRICS, Requests.gauge().toByteArray(), false))
        .isEqualTo(new RequestSize(4, 4 + 3 + 1));
  }

  @Test
  void takesTheLimit_andNoMore() {
    int most = RequestSize.ITEMS_MAX - 2; // A group and a scope.

    assertThat(traces(Requests.emptySpans(most)).refusal()).isEmpty();
    assertThat(traces(Requests.emptySpans(most + 1)).refusal())
        .contains("The request has more than 50000 items. Send smaller batches.");
  }

  @Test
  void refusesAttributesBeyondTheLimit_evenOnOneSpan() {
    Span.Builder span =
        Span.newBuilder()
            .addAllAttributes(
                Collections.nCopies(RequestSize.PARTS_MAX, KeyValue.getDefaultInstance()));
    RequestSize size =
        traces(
            ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(
                    ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
                .build());

    assertThat(size.refusal().orElseThrow()).contains("more than 400000", "smaller batches");
  }

  @Test
  void weighsMore_whenPartsAreSmall() {
    assertThat(traces(Requests.emptySpans(998)).weight(2_000)).isEqualTo(16_000);
    assertThat(traces(Requests.spans(1, 500)).weight(600)).isEqualTo(600);
  }

  @Test
  void countsObjectsOfJson_outsideOfStrings() {
    assertThat(json("{\"a\":[{},{\"b\":\"{\\\"{\"}]}").parts()).isEqualTo(3);
    assertThat(json("[" + "{},".repeat(RequestSize.PARTS_MAX) + "{}]").refusal()).isPresent();
  }

  @Test
  void saysMalformed_whenFramingIsBroken() {
    assertThatThrownBy(() -> RequestSize.of(Signal.TRACES, new byte[] {10, 99, 1}, false))
        .isInstanceOf(MalformedOtlpException.class);
  }

  private static RequestSize traces(ExportTraceServiceRequest request) {
    return RequestSize.of(Signal.TRACES, request.toByteArray(), false);
  }

  private static RequestSize json(String text) {
    return RequestSize.of(Signal.TRACES, text.getBytes(UTF_8), true);
  }
}
