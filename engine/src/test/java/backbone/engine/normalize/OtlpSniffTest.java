// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static backbone.engine.normalize.Captured.time;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Log records of OpenTelemetry without a header that says so, as the Collector sends them. */
class OtlpSniffTest {

  private static final String JSON =
      "{\"resourceLogs\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":"
          + "{\"stringValue\":\"auth-service\"}}]},\"scopeLogs\":[{\"logRecords\":["
          + "{\"timeUnixNano\":\"1704157872345000000\",\"severityNumber\":17,\"body\":"
          + "{\"stringValue\":\"Bad token of kim@acme.example\"}},{\"body\":{\"stringValue\":\"next\"}}"
          + "]}]}]}";

  @Test
  void readsProtobuf_whenNoHeaderTells() {
    byte[] request = request("Bad token", 17);

    Captured made = Captured.of(Shipped.raw(request));

    assertThat(made.dead).isEmpty();
    assertThat(made.events).hasSize(1);
    assertThat(made.events.get(0).getParseFormat()).isEqualTo("otlp");
    assertThat(made.events.get(0).getMessage()).isEqualTo("Bad token");
  }

  @Test
  void readsJson_whenNoHeaderTells() {
    Captured made = Captured.of(Shipped.raw(JSON.getBytes(UTF_8)));

    assertThat(made.events.stream().map(LogEvent::getMessage))
        .containsExactly("Bad token of [email]", "next");
    assertThat(made.events.get(0).getServiceName()).isEqualTo("auth-service");
    assertThat(time(made.events.get(0))).isEqualTo("2024-01-02T01:11:12.345Z");
  }

  @Test
  void givesEachRecordItsOwnIdentity_whenJsonComesInLines() {
    Captured made = Captured.of(Shipped.raw((JSON + "\n" + JSON + "\nplain").getBytes(UTF_8)));

    assertThat(made.events).hasSize(5);
    assertThat(made.events.stream().map(LogEvent::getOriginId).distinct()).hasSize(5);
    assertThat(made.events.get(4).getMessage()).isEqualTo("plain");
  }

  @Test
  void makesDeadLetter_whenJsonIsBroken() {
    Captured made =
        Captured.of(Shipped.raw("{\"resourceLogs\":[{\"a\":kim@acme.example".getBytes(UTF_8)));

    assertThat(made.dead).containsExactly("undecodable");
    assertThat(made.excerpts.get(0)).doesNotContain("kim@");
  }

  @Test
  void takesNoTextForProtobuf() {
    for (String text :
        List.of("\n", "\n\n", "\nfoo", "\n\u0003abc", "\n\u0002\n\n plain", "\n{}")) {
      Captured made = Captured.of(Shipped.raw(text.getBytes(UTF_8)));

      assertThat(made.events).as(text).allMatch(e -> !e.getParseFormat().equals("otlp"));
    }
  }

  @Test
  void readsTheBodyByItsLayout_whenTheRecordKnowsNoLevel() {
    String line = "2024-01-02T01:11:12.345Z ERROR 7 --- [auth] [main] c.a.Login : Bad token";

    LogEvent event = Captured.of(Shipped.raw(request(line, 0))).events.get(0);
    LogEvent known = Captured.of(Shipped.raw(request(line, 9))).events.get(0);

    assertThat(event.getParseFormat()).isEqualTo("spring-boot");
    assertThat(event.getMessage()).isEqualTo("Bad token");
    assertThat(event.getLevel()).isEqualTo("error");
    assertThat(event.getFilePath()).isEqualTo("/var/log/auth.log");
    assertThat(known.getMessage()).isEqualTo(line);
  }

  private static byte[] request(String body, int severity) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    LogRecord.Builder log =
        request.addResourceLogsBuilder().addScopeLogsBuilder().addLogRecordsBuilder();
    log.setTimeUnixNano(1_704_157_872_345_000_000L)
        .setSeverityNumberValue(severity)
        .setBody(text(body))
        .addAttributes(
            KeyValue.newBuilder().setKey("log.file.path").setValue(text("/var/log/auth.log")));
    return request.build().toByteArray();
  }

  private static AnyValue text(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }
}
