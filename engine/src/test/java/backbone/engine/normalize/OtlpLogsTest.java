// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OtlpLogsTest {

  private static final long TIME = 1_709_294_398_123_456_789L;

  @Test
  void readsEveryField() {
    LogRecord.Builder log =
        LogRecord.newBuilder()
            .setTimeUnixNano(TIME)
            .setObservedTimeUnixNano(TIME + 5)
            .setSeverityNumberValue(17)
            .setSeverityText("ERROR")
            .setBody(text("paid by kim@acme.example"))
            .setTraceId(bytes("0af7651916cd43dd8448eb211c80319c"))
            .setSpanId(bytes("b7ad6b7169203331"))
            .addAttributes(pair("thread.name", text("main")))
            .addAttributes(pair("exception.type", text("java.io.IOException")))
            .addAttributes(pair("exception.message", text("reset")))
            .addAttributes(pair("http.request.method", text("POST")))
            .addAttributes(pair("http.response.status_code", number(503)))
            .addAttributes(pair("client.address", text("192.0.2.17")))
            .addAttributes(pair("order", number(Long.MAX_VALUE)))
            .addAttributes(pair("list", list("a", "192.0.2.17")))
            .addAttributes(pair("blob", AnyValue.newBuilder().setBytesValue(mail()).build()));

    LogEvent event = Captured.of(raw(request(log))).events.get(0);

    assertThat(event.getEventTimeUnixNano()).isEqualTo(TIME);
    assertThat(event.getLevel()).isEqualTo("error");
    assertThat(event.getSeverity()).isEqualTo(17);
    assertThat(event.getMessage()).isEqualTo("paid by [email]");
    assertThat(event.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(event.getSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(event.getLogger()).isEqualTo("shop.Pay");
    assertThat(event.getThread()).isEqualTo("main");
    assertThat(event.getErrorType()).isEqualTo("java.io.IOException");
    assertThat(event.getErrorMessage()).isEqualTo("reset");
    assertThat(event.getHttpMethod()).isEqualTo("POST");
    assertThat(event.getHttpStatusCode()).isEqualTo(503);
    assertThat(event.getClientIp()).isEqualTo("192.0.2.0");
    assertThat(event.getServiceName()).isEqualTo("payment");
    assertThat(event.getServiceVersion()).isEqualTo("2.4");
    assertThat(event.getServiceNode()).isEqualTo("p-1");
    assertThat(event.getHostName()).isEqualTo("h-1");
    assertThat(event.getContainerId()).isEqualTo("c0ffee");
    assertThat(event.getParseFormat()).isEqualTo("otlp");
    assertThat(event.getParseStatus()).isEqualTo("ok");
    assertThat(event.getEnv()).isEqualTo("prod");
    assertThat(Captured.attributes(event))
        .isEqualTo(
            Map.of(
                "order", Long.MAX_VALUE,
                "list", "[\"a\",\"192.0.2.xxx\"]",
                "blob", "[email]",
                "resource.os.type", "linux"));
  }

  @Test
  void givesEachRecordItsPlace() {
    Captured made =
        Captured.of(
            raw(
                request(
                    LogRecord.newBuilder().setBody(text("a")),
                    LogRecord.newBuilder().setObservedTimeUnixNano(TIME).setSeverityText("warn"))));

    assertThat(made.events.stream().map(LogEvent::getOriginId))
        .containsExactly("src:1:000000000064", "src:1:000000000064:1");
    assertThat(made.events.get(0).getParseFlags()).containsExactly("time-from-arrival");
    assertThat(made.events.get(1).getEventTimeUnixNano()).isEqualTo(TIME);
    assertThat(made.events.get(1).getLevel()).isEqualTo("warn");
    assertThat(made.events.get(1).getMessage()).isEmpty();
  }

  @Test
  void writesABodyOfValues_asJson() {
    LogRecord.Builder log = LogRecord.newBuilder().setBody(list("a", "b"));

    assertThat(Captured.of(raw(request(log))).events.get(0).getMessage())
        .isEqualTo("[\"a\",\"b\"]");
  }

  @Test
  void cutsALongBody() {
    LogRecord.Builder log = LogRecord.newBuilder().setBody(text("word ".repeat(100_000)));
    LogEvent event = Captured.of(raw(request(log))).events.get(0);

    assertThat(event.getMessage().length()).isBetween(250_000, Normalizer.LINE_BYTES_MAX);
    assertThat(event.getParseFlags()).contains("line-cut");
  }

  @Test
  void makesADeadLetter_whenBytesAreNoRequest() {
    byte[] whole = request(LogRecord.newBuilder().setBody(text("kim@acme.example")));
    byte[] cut = Arrays.copyOf(whole, whole.length - 2);
    for (byte[] value : new byte[][] {cut, "hello 192.0.2.17".getBytes(UTF_8)}) {
      Captured made = Captured.of(raw(value));

      assertThat(made.dead).containsExactly("undecodable");
      assertThat(made.excerpts.get(0)).doesNotContain("kim@", "192.0.2.17");
    }
    assertThat(Captured.of(raw(request())).dropped).containsExactly("blank");
    assertThat(Captured.of(raw(new byte[0])).dropped).containsExactly("blank");
  }

  @Test
  void losesNothingAndNeverThrows_whenBytesAreMutated() {
    long seed = Long.getLong("proofs.seed", 0);
    Normalizer normalizer = Normalizer.standard();
    Random random = new Random(seed);
    LogRecord.Builder log = LogRecord.newBuilder().setBody(text("kim@acme.example"));
    byte[] whole = request(log, log.clone().addAttributes(pair("k", list("a", "b"))));
    for (int i = 0; i < 20_000; i++) {
      byte[] value = whole.clone();
      value[random.nextInt(value.length)] ^= (byte) (1 << random.nextInt(8));
      Captured made = new Captured();
      normalizer.normalize(raw(value), made);

      assertThat(made.events.size() + made.dead.size() + made.dropped.size())
          .as("seed=%d record=%d", seed, i)
          .isPositive();
      assertThat(made.dead).as("seed=%d record=%d", seed, i).doesNotContain("defect");
    }
  }

  private static RawLog raw(byte[] value) {
    RawLog raw = Captured.raw(value);
    return new RawLog(
        value,
        "application/x-protobuf",
        raw.source(),
        raw.origin(),
        raw.arrivalMs(),
        raw.lineStarts(),
        false);
  }

  private static byte[] request(LogRecord.Builder... logs) {
    ScopeLogs.Builder scope =
        ScopeLogs.newBuilder().setScope(InstrumentationScope.newBuilder().setName("shop.Pay"));
    for (LogRecord.Builder log : logs) {
      scope.addLogRecords(log);
    }
    Resource.Builder resource =
        Resource.newBuilder()
            .addAttributes(pair("service.name", text("payment")))
            .addAttributes(pair("service.version", text("2.4")))
            .addAttributes(pair("service.instance.id", text("p-1")))
            .addAttributes(pair("host.name", text("h-1")))
            .addAttributes(pair("container.id", text("c0ffee")))
            .addAttributes(pair("os.type", text("linux")));
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().setResource(resource).addScopeLogs(scope))
        .build()
        .toByteArray();
  }

  private static KeyValue pair(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue text(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }

  private static AnyValue number(long number) {
    return AnyValue.newBuilder().setIntValue(number).build();
  }

  private static AnyValue list(String... texts) {
    ArrayValue.Builder list = ArrayValue.newBuilder();
    for (String text : texts) {
      list.addValues(text(text));
    }
    return AnyValue.newBuilder().setArrayValue(list).build();
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  private static ByteString mail() {
    return ByteString.copyFromUtf8("kim@acme.example");
  }
}
