// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.spans;

import static backbone.schema.TelemetryHeaders.TEAM;
import static backbone.streams.spans.Batches.span;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.spans.SpanNormalizer;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnersTest {

  private final SpanBench bench = new SpanBench(() -> SpanNormalizer.standard()::normalize);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void teamIsThatOfTheOwnersInForceAtArrival() throws Exception {
    bench.rules.apply("ownership: {shop: x}", SpanBench.START_MS + 100);
    bench.rules.apply("ownership: {shop: y}", SpanBench.START_MS + 200);
    bench.rules.apply("ownership: {mail: z}", SpanBench.START_MS + 300);

    send(99);
    send(100);
    send(199);
    send(200);
    send(300);
    send(301, TEAM, "own");

    assertThat(teams()).containsExactly("default", "x", "x", "y", "default", "own");
  }

  private void send(long afterMs, String... headers) {
    bench.send(afterMs, null, Batches.of(span(1, 1, "a")).toByteArray(), headers);
  }

  private List<String> teams() throws InvalidProtocolBufferException {
    List<String> teams = new ArrayList<>();
    for (TestRecord<byte[], byte[]> record : bench.all()) {
      TracesData.parseFrom(record.value()).getResourceSpansList().stream()
          .flatMap(batch -> batch.getResource().getAttributesList().stream())
          .filter(attribute -> attribute.getKey().equals("team"))
          .forEach(attribute -> teams.add(attribute.getValue().getStringValue()));
    }
    return teams;
  }
}
