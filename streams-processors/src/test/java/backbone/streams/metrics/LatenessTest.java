// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static backbone.streams.metrics.Bench.START_MS;
import static backbone.streams.metrics.Telemetry.event;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.streams.metrics.Telemetry.SpanOf;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LatenessTest {

  private static final String NAME = "telemetry_derive_metrics_lateness_seconds";

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void arrivalAfterTheEventIsTold_bySignal_onceItIsCommitted() {
    for (long lateMs : new long[] {0, 100, 101, 59_000, 86_400_001, -60_000}) {
      bench.log(event("auth", "info", START_MS - lateMs).build());
    }
    SpanOf span = new SpanOf("a", SpanKind.SPAN_KIND_CLIENT, false, 1);
    bench.spans(Telemetry.spans("cart", START_MS - 2_000, List.of(span, span)));
    assertThat(bench.value(NAME + "_count", "logs")).isZero();

    bench.commit();
    assertThat(bench.value(NAME + "_bucket", "logs", "le=\"0.1\"")).isEqualTo(3);
    assertThat(bench.value(NAME + "_bucket", "logs", "le=\"0.5\"")).isEqualTo(4);
    assertThat(bench.value(NAME + "_bucket", "logs", "le=\"86400.0\"")).isEqualTo(5);
    assertThat(bench.value(NAME + "_count", "logs")).isEqualTo(6);
    assertThat(bench.value(NAME + "_sum", "spans")).isEqualTo(4);
    bench.commit();
    assertThat(bench.value(NAME + "_count", "spans")).isEqualTo(2);
  }

  @Test
  void timeThatIsNotBelievedIsNotTold() {
    bench.log(event("auth", "info", 0).build());
    bench.commit();

    assertThat(bench.value(NAME + "_count", "logs")).isZero();
    assertThat(bench.value("telemetry_derive_metrics_time_outside_total")).isEqualTo(1);
  }
}
