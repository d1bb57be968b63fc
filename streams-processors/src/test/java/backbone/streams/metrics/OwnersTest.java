// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.otlp.SpanCursor;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnersTest {

  private static final int SERVICES = 5_000;

  private final Owners owners = new Owners();
  private final SpanCursor cursor = new SpanCursor();

  private Owner owner(byte[] value) {
    cursor.reset(value, 0, value.length);
    assertThat(cursor.next()).isTrue();
    return owners.of(value, cursor);
  }

  private static byte[] span(String service) {
    Telemetry.SpanOf span = new Telemetry.SpanOf("GET", SpanKind.SPAN_KIND_SERVER, false, 1);
    return Telemetry.spans(service, 1, List.of(span));
  }

  @Test
  void eachResourceHasItsOwner_whenThereAreMoreThanSlots() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < SERVICES; i++) {
        String service = "service-" + i;
        assertThat(owner(span(service))).isEqualTo(new Owner(service, "prod", "kr", "shop"));
      }
    }
  }

  @Test
  void equalResourcesShareAnOwner_andALongOneIsReadEachTime() {
    assertThat(owner(span("payment"))).isSameAs(owner(span("payment")));
    String longName = "x".repeat(2_000);
    assertThat(owner(span(longName)).service()).isEqualTo("x".repeat(200));
    assertThat(owner(span("")).service()).isEqualTo("unknown");
  }

  @Test
  void readsOnes_withoutAResource() {
    byte[] value =
        TracesData.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .addScopeSpans(
                        ScopeSpans.newBuilder().addSpans(Span.newBuilder().setName("a"))))
            .build()
            .toByteArray();

    assertThat(owner(value)).isEqualTo(new Owner("unknown", "unknown", "unknown", "unknown"));
  }
}
