// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.Catalogue;
import backbone.testkit.RealKafka;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes lines and spans without pause, some to each partition of the raw topics. Every span is a
 * trace with an error, so that all are kept.
 */
final class Feed implements AutoCloseable {

  private static final int PAUSE_MS = 50;
  private static final int RECORDS_MAX = 6;

  /** So many that each partition has some, whichever a job chooses for a service. */
  private static final int SERVICES = 24;

  private static final String LINE =
      """
      {"@timestamp":"%s","log.level":"INFO","message":"order taken","service.name":"%s"}""";

  private static final long NANOS_PER_MS = 1_000_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Random random;
  private final Collection<Future<RecordMetadata>> lines = new ConcurrentLinkedQueue<>();
  private final Collection<Future<RecordMetadata>> spans = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::run, "feed");
  private volatile boolean stopping;

  private Feed(KafkaProducer<byte[], byte[]> producer, Random random) {
    this.producer = producer;
    this.random = random;
  }

  static Feed started(RealKafka kafka, Random random) {
    Feed feed =
        new Feed(
            new KafkaProducer<>(
                kafka.client(), new ByteArraySerializer(), new ByteArraySerializer()),
            random);
    feed.thread.start();
    return feed;
  }

  /** Ends the writing, and gives the places of all lines that were written. */
  Collection<Future<RecordMetadata>> lines() throws InterruptedException {
    close();
    return lines;
  }

  /** Ends the writing, and gives the places of all spans that were written. */
  Collection<Future<RecordMetadata>> spans() throws InterruptedException {
    close();
    return spans;
  }

  private void run() {
    try {
      while (!stopping) {
        for (int partition = 0; partition < Catalogue.PARTITIONS_DEFAULT; partition++) {
          for (int i = 1 + random.nextInt(RECORDS_MAX); i > 0; i--) {
            lines.add(send(Catalogue.LOGS_RAW.name(), partition, line()));
            spans.add(send(Catalogue.SPANS_RAW.name(), partition, span()));
          }
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Future<RecordMetadata> send(String topic, int partition, byte[] value) {
    return producer.send(new ProducerRecord<>(topic, partition, null, value));
  }

  private byte[] line() {
    return LINE.formatted(Instant.now(), service()).getBytes(UTF_8);
  }

  private String service() {
    return "shop-" + random.nextInt(SERVICES);
  }

  private byte[] span() {
    long now = System.currentTimeMillis() * NANOS_PER_MS;
    Span span =
        Span.newBuilder()
            .setTraceId(id(random.nextLong() | 1, random.nextLong()))
            .setSpanId(id(random.nextLong() | 1))
            .setName("take order")
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(now - NANOS_PER_MS)
            .setEndTimeUnixNano(now)
            .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR))
            .build();
    KeyValue service =
        KeyValue.newBuilder()
            .setKey("service.name")
            .setValue(AnyValue.newBuilder().setStringValue(service()))
            .build();
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(service))
                .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
        .build()
        .toByteArray();
  }

  private static ByteString id(long... parts) {
    ByteBuffer bytes = ByteBuffer.allocate(parts.length * Long.BYTES);
    for (long part : parts) {
      bytes.putLong(part);
    }
    return ByteString.copyFrom(bytes.array());
  }

  @Override
  public void close() throws InterruptedException {
    stopping = true;
    thread.join();
    producer.close();
  }
}
