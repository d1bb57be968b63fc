// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.Catalogue;
import backbone.schema.TelemetryHeaders;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Where in a log record a sensitive value may stand. */
final class LogPlaces {

  private static final String TOPIC = Catalogue.LOGS_RAW.name();
  private static final String JSON =
      "{\"@timestamp\":\"2026-11-23T10:00:00Z\",\"log.level\":\"info\",\"message\":\"m\",%s}";
  private static final String ACCESS =
      "%s - %s [23/Nov/2026:10:00:00 +0000] \"GET %s HTTP/1.1\" 500 12 \"%s\" \"%s\"";

  private final Map<String, Function<Canary, ProducerRecord<byte[], byte[]>>> places =
      new LinkedHashMap<>();

  static Map<String, Function<Canary, ProducerRecord<byte[], byte[]>>> all() {
    LogPlaces all = new LogPlaces();
    all.texts();
    all.json();
    all.headers();
    all.otlp();
    return all.places;
  }

  private void texts() {
    text("plain text", c -> "could not do it for " + line(c) + " now");
    text("text without a break", c -> "결제" + " " + line(c) + "에서");
    text(
        "Spring message",
        c -> "2026-11-23T10:00:00.000Z  WARN 7 --- [shop] [main] c.e.Shop : no " + line(c));
    text(
        "thread",
        c -> "2026-11-23T10:00:00.000Z  WARN 7 --- [shop] [" + line(c) + "] c.e.Shop : no");
    text("logger", c -> "2026-11-23T10:00:00.000Z  WARN 7 --- [shop] [main] " + line(c) + " : no");
    text("logfmt", c -> "level=info msg=\"no " + quoted(c) + "\" user=\"" + quoted(c) + "\"");
    text("syslog text", c -> "<34>Oct 11 22:14:15 web-1 app[7]: no " + line(c));
    text("syslog tag", c -> "<34>Oct 11 22:14:15 web-1 " + line(c) + "[7]: no");
    text("syslog host", c -> "<34>Oct 11 22:14:15 " + line(c) + " app[7]: no");
    text(
        "syslog data",
        c -> "<34>1 2026-11-23T10:00:00Z web-1 app 7 ID [x@1 user=\"" + quoted(c) + "\"] no");
    text("query", c -> ACCESS.formatted("10.0.0.9", "-", "/pay?q=" + url(c), "-", "curl/8"));
    text("path", c -> ACCESS.formatted("10.0.0.9", "-", "/pay/" + url(c) + "/x", "-", "curl/8"));
    text("referrer", c -> ACCESS.formatted("10.0.0.9", "-", "/", quoted(c), "curl/8"));
    text("user agent", c -> ACCESS.formatted("10.0.0.9", "-", "/", "-", "curl/8 " + quoted(c)));
    text("remote user", c -> ACCESS.formatted("10.0.0.9", line(c), "/", "-", "curl/8"));
    lines(
        "stack trace",
        c ->
            """
            2026-11-23 10:00:00,000 ERROR [main] c.e.Shop - no
            java.lang.IllegalStateException: no %s
            \tat c.e.Shop.pay(Shop.java:7)
            Caused by: java.io.IOException: %s
            \tat c.e.Shop.ask(Shop.java:9)\
            """
                .formatted(c.text(), c.text()));
    keyed("held line", c -> "earlier\ncould not do it for " + line(c) + "\n\tat c.e.Shop");
    raw("undecodable", c -> new String(new char[40]) + line(c) + " \u0001\u0002\u0003");
    raw("behind the cut", c -> "x".repeat(300 * 1024) + " " + line(c));
  }

  private void json() {
    text("JSON message", c -> "{\"message\":\"no " + json(c.text()) + "\",\"level\":\"info\"}");
    text("JSON value", c -> JSON.formatted("\"user\":\"" + json(c.text()) + "\""));
    text(
        "JSON in depth", c -> JSON.formatted("\"a\":{\"b\":[{\"c\":\"" + json(c.text()) + "\"}]}"));
    text("JSON key", c -> JSON.formatted("\"x " + json(c.text()) + "\":1"));
    text("JSON in JSON", c -> JSON.formatted("\"body\":\"" + json(inner(c)) + "\""));
    text("JSON in JSON in JSON", c -> JSON.formatted("\"body\":\"" + json(json(inner(c))) + "\""));
    text(
        "JSON message in JSON",
        c -> "{\"log\":\"" + json(inner(c)) + "\\n\",\"stream\":\"stdout\"}");
    text("header", c -> JSON.formatted("\"headers\":{\"x-user\":[\"" + json(c.text()) + "\"]}"));
    text("error", c -> JSON.formatted("\"error.message\":\"no " + json(c.text()) + "\""));
    text("error type", c -> JSON.formatted("\"error.type\":\"" + json(c.text()) + "\""));
    text("JSON trace", c -> JSON.formatted("\"error.stack_trace\":\"E: " + json(c.text()) + "\""));
    text("level", c -> "{\"message\":\"m\",\"level\":\"" + json(c.text()) + "\"}");
    text("trace id", c -> JSON.formatted("\"trace.id\":\"" + json(c.text()) + "\""));
    text("span id", c -> JSON.formatted("\"span.id\":\"" + json(c.text()) + "\""));
    text("method", c -> JSON.formatted("\"http.request.method\":\"" + json(c.text()) + "\""));
    text("JSON service", c -> JSON.formatted("\"service.name\":\"" + json(c.text()) + "\""));
    text("JSON node", c -> JSON.formatted("\"service.node.name\":\"" + json(c.text()) + "\""));
    text("JSON version", c -> JSON.formatted("\"service.version\":\"" + json(c.text()) + "\""));
    text("JSON time", c -> "{\"message\":\"m\",\"@timestamp\":\"" + json(c.text()) + "\"}");
    text("container", c -> JSON.formatted("\"container.id\":\"" + json(c.text()) + "\""));
    text("client", c -> JSON.formatted("\"client.ip\":\"" + json(c.text()) + "\""));
    text("number", c -> JSON.formatted("\"n\":" + digits(c)));
    text("broken JSON", c -> "{\"message\":\"no " + json(c.text()) + "\",\"x");
  }

  private void headers() {
    header("file name", TelemetryHeaders.PATH);
    header("service name", TelemetryHeaders.SERVICE);
    header("host", TelemetryHeaders.HOST);
    header("content type", TelemetryHeaders.CONTENT_TYPE);
    header("zone", TelemetryHeaders.ZONE);
    header("lines", TelemetryHeaders.LINES);
    header("origin", TelemetryHeaders.ORIGIN);
    header("replay", TelemetryHeaders.REPLAY);
    header("team", TelemetryHeaders.TEAM);
    header("environment", TelemetryHeaders.ENV);
    header("region", TelemetryHeaders.REGION);
    places.put("origin's source", LogPlaces::origin);
    header("unknown header", "x-user");
    places.put(
        "key", c -> new ProducerRecord<>(TOPIC, c.text().getBytes(UTF_8), "x".getBytes(UTF_8)));
  }

  private void otlp() {
    otlp("OTLP body", c -> record().setBody(any(c)));
    otlp("OTLP value", c -> record().addAttributes(pair("user", any(c))));
    otlp("OTLP key", c -> record().addAttributes(pair("x " + c.text(), any("1"))));
    otlp("OTLP list", c -> record().addAttributes(pair("l", list(c))));
    otlp("OTLP map", c -> record().addAttributes(pair("m", map(c))));
    otlp("OTLP bytes", c -> record().addAttributes(pair("b", bytes(c))));
    otlp("OTLP level", c -> record().setSeverityText(c.text()));
    otlp("OTLP event", c -> record().setEventName(c.text()));
    otlp("OTLP map body", c -> record().setBody(map(c)));
    otlp("too large", LogPlaces::large);
    places.put(
        "OTLP around",
        c ->
            otlp(
                ResourceLogs.newBuilder()
                    .setSchemaUrl(c.text())
                    .setResource(
                        Resource.newBuilder()
                            .addAttributes(pair("service.name", any(c)))
                            .addAttributes(pair("os", any(c))))
                    .addScopeLogs(
                        ScopeLogs.newBuilder()
                            .setScope(InstrumentationScope.newBuilder().setName(c.text()))
                            .addLogRecords(record()))));
    places.put(
        "broken OTLP",
        c -> {
          byte[] broken = ("\n\u0005" + c.text()).getBytes(UTF_8);
          ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(TOPIC, broken);
          record
              .headers()
              .add(TelemetryHeaders.CONTENT_TYPE, "application/x-protobuf".getBytes(UTF_8));
          return record;
        });
  }

  /** Bytes that are no UTF-8 take twice the room as text, so the event fits into no record. */
  private static LogRecord.Builder large(Canary canary) {
    LogRecord.Builder large = record().setBody(any(canary));
    ByteString accents = ByteString.copyFrom("\u00e9".repeat(14_000), ISO_8859_1);
    for (int i = 0; i < 60; i++) {
      large.addAttributes(pair("k" + i, AnyValue.newBuilder().setBytesValue(accents).build()));
    }
    return large.addAttributes(pair("user", any(canary)));
  }

  private void header(String place, String name) {
    places.put(
        place,
        c -> {
          ProducerRecord<byte[], byte[]> record = record("a line");
          record.headers().add(name, line(c).getBytes(UTF_8));
          return record;
        });
  }

  private static ProducerRecord<byte[], byte[]> origin(Canary canary) {
    ProducerRecord<byte[], byte[]> record = record("a line");
    String origin = line(canary) + ":0:0-10";
    record.headers().add(TelemetryHeaders.ORIGIN, origin.getBytes(UTF_8));
    return record;
  }

  private void text(String place, Function<Canary, String> text) {
    places.put(place, c -> record(text.apply(c)));
  }

  /** Held until no other line of its sender can come. */
  private void keyed(String place, Function<Canary, String> text) {
    places.put(
        place,
        c ->
            new ProducerRecord<>(
                TOPIC, ("web-" + c.rule()).getBytes(UTF_8), text.apply(c).getBytes(UTF_8)));
  }

  private void raw(String place, Function<Canary, String> text) {
    places.put(place, c -> record(text.apply(c)));
  }

  /** As the shipper sends lines that belong together. */
  private void lines(String place, Function<Canary, String> text) {
    places.put(
        place,
        c -> {
          String lines = text.apply(c);
          ProducerRecord<byte[], byte[]> record = record(lines);
          StringBuilder starts = new StringBuilder("0");
          for (int at = lines.indexOf('\n'); at >= 0; at = lines.indexOf('\n', at + 1)) {
            starts.append(',').append(at + 1);
          }
          record.headers().add(TelemetryHeaders.LINES, starts.toString().getBytes(UTF_8));
          return record;
        });
  }

  private void otlp(String place, Function<Canary, LogRecord.Builder> log) {
    places.put(
        place,
        c ->
            otlp(
                ResourceLogs.newBuilder()
                    .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(log.apply(c)))));
  }

  private static ProducerRecord<byte[], byte[]> otlp(ResourceLogs.Builder logs) {
    ExportLogsServiceRequest request =
        ExportLogsServiceRequest.newBuilder().addResourceLogs(logs).build();
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(TOPIC, request.toByteArray());
    record.headers().add(TelemetryHeaders.CONTENT_TYPE, "application/x-protobuf".getBytes(UTF_8));
    return record;
  }

  private static LogRecord.Builder record() {
    return LogRecord.newBuilder()
        .setTimeUnixNano(1_795_000_000_000_000_000L)
        .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_INFO)
        .setBody(any("m"));
  }

  static KeyValue pair(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  static AnyValue any(Canary canary) {
    return any(canary.text());
  }

  static AnyValue any(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }

  static AnyValue list(Canary canary) {
    return AnyValue.newBuilder()
        .setArrayValue(ArrayValue.newBuilder().addValues(any("a")).addValues(any(canary)))
        .build();
  }

  static AnyValue map(Canary canary) {
    return AnyValue.newBuilder()
        .setKvlistValue(KeyValueList.newBuilder().addValues(pair("user", any(canary))))
        .build();
  }

  static AnyValue bytes(Canary canary) {
    return AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8(canary.text())).build();
  }

  private static ProducerRecord<byte[], byte[]> record(String text) {
    return new ProducerRecord<>(TOPIC, text.getBytes(UTF_8));
  }

  /** On one line, as loggers write it that escape line ends. */
  private static String line(Canary canary) {
    return canary.text().replace("\n", "\\n");
  }

  private static String quoted(Canary canary) {
    return json(canary.text());
  }

  private static String inner(Canary canary) {
    return "{\"message\":\"no " + json(canary.text()) + "\"}";
  }

  private static String url(Canary canary) {
    return URLEncoder.encode(canary.text(), UTF_8);
  }

  /** A value that may be a number, as one; else as text. */
  private static String digits(Canary canary) {
    boolean number = canary.text().chars().allMatch(Character::isDigit);
    return number ? canary.text() : "\"" + json(canary.text()) + "\"";
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
