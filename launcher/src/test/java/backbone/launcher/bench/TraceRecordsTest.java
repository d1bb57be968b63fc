// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class TraceRecordsTest {

  private static final int RECORDS = 30_000;

  private final TraceRecords traces = new TraceRecords("spans", 1_700_000_000_000L);

  private static List<Span> spans(ProducerRecord<byte[], byte[]> record) throws Exception {
    return TracesData.parseFrom(record.value()).getResourceSpans(0).getScopeSpans(0).getSpansList();
  }

  private static String hex(Span span) {
    return HexFormat.of().formatHex(span.getTraceId().toByteArray());
  }

  @Test
  void twoRecordsAreATrace_whoseSpansKnowTheirParents() throws Exception {
    List<Span> front = spans(traces.record(20_000));
    List<Span> back = spans(traces.record(20_001));

    assertThat(front).hasSize(TraceRecords.SPANS_PER_RECORD);
    assertThat(back).hasSize(TraceRecords.SPANS_PER_RECORD);
    assertThat(front.get(0).getParentSpanId()).isEmpty();
    assertThat(front.get(2).getParentSpanId()).isEqualTo(front.get(0).getSpanId());
    assertThat(back.get(0).getParentSpanId()).isEqualTo(front.get(2).getSpanId());
    assertThat(hex(back.get(0))).isEqualTo(hex(front.get(0)));
    assertThat(new String(traces.record(20_001).key(), StandardCharsets.UTF_8))
        .isEqualTo(hex(front.get(0)));
    assertThat(traces.record(20_001).partition()).isEqualTo(traces.record(20_000).partition());
  }

  @Test
  void everyTraceHasAnIdOfItsOwn() throws Exception {
    Map<String, Integer> records = new HashMap<>();
    for (int n = 0; n < RECORDS; n++) {
      records.merge(hex(spans(traces.record(n)).get(0)), 1, Integer::sum);
    }

    assertThat(records).hasSize(RECORDS / 2);
    assertThat(records.values()).containsOnly(2);
  }
}
