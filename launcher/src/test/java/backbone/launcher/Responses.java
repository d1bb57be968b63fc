// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.Catalogue;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** HTTP responses of services, told by access logs or by server spans, of now or of a while ago. */
final class Responses implements AutoCloseable {

  private static final long NANOS_PER_MS = 1_000_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private long spans;

  Responses(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Sends lines; gives {@link System#nanoTime} of when Kafka had them all. */
  long logs(String service, int count, int status, Duration ago) {
    String time = Instant.now().minus(ago).toString();
    for (int i = 0; i < count; i++) {
      String line =
          "{\"@timestamp\":\"%s\",\"service.name\":\"%s\",\"http.request.method\":\"GET\",\"url.path\":\"/pay\",\"http.response.status_code\":%d,\"message\":\"GET /pay\"}"
              .formatted(time, service, status);
      send(Catalogue.LOGS_RAW.name(), line.getBytes(UTF_8));
    }
    return sent();
  }

  /** Sends server spans that answered with 500. */
  long spans(String service, int count, Duration ago) {
    long startNanos = Instant.now().minus(ago).toEpochMilli() * NANOS_PER_MS;
    for (int i = 0; i < count; i++) {
      spans++;
      byte[] id = ByteBuffer.allocate(16).putLong(spans).putLong(spans).array();
      Span.Builder span =
          Span.newBuilder()
              .setTraceId(ByteString.copyFrom(id))
              .setSpanId(ByteString.copyFrom(id, 0, 8))
              .setName("GET /pay")
              .setKind(Span.SpanKind.SPAN_KIND_SERVER)
              .setStartTimeUnixNano(startNanos)
              .setEndTimeUnixNano(startNanos + NANOS_PER_MS)
              .addAttributes(attribute("http.route", AnyValue.newBuilder().setStringValue("/pay")))
              .addAttributes(
                  attribute("http.response.status_code", AnyValue.newBuilder().setIntValue(500)));
      Resource resource =
          Resource.newBuilder()
              .addAttributes(
                  attribute("service.name", AnyValue.newBuilder().setStringValue(service)))
              .build();
      ResourceSpans.Builder batch =
          ResourceSpans.newBuilder()
              .setResource(resource)
              .addScopeSpans(ScopeSpans.newBuilder().addSpans(span));
      send(
          Catalogue.SPANS_RAW.name(),
          ExportTraceServiceRequest.newBuilder().addResourceSpans(batch).build().toByteArray());
    }
    return sent();
  }

  private void send(String topic, byte[] value) {
    var unused = producer.send(new ProducerRecord<>(topic, value));
  }

  private long sent() {
    producer.flush();
    return System.nanoTime();
  }

  private static KeyValue attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  @Override
  public void close() {
    producer.close();
  }
}
