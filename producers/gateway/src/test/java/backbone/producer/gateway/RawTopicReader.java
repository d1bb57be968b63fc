// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static backbone.testkit.Eventually.await;

import backbone.schema.Catalogue;
import backbone.testkit.RealKafka;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads {@code spans.raw} from its start. */
final class RawTopicReader implements AutoCloseable {

  final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();
  private final KafkaConsumer<byte[], byte[]> consumer;

  RawTopicReader(RealKafka kafka) {
    Map<String, Object> settings = new HashMap<>(kafka.client());
    settings.put("group.id", "reader-" + System.nanoTime());
    settings.put("auto.offset.reset", "earliest");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(Catalogue.SPANS_RAW.name()));
  }

  /** Waits for so many spans of a name. */
  List<Span> named(String name, int count) throws Exception {
    await(
        count + " spans " + name,
        () -> {
          poll();
          return of(name).size() >= count;
        });
    return of(name);
  }

  @Override
  public void close() {
    consumer.close();
  }

  private List<Span> of(String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).toList();
  }

  private void poll() throws Exception {
    for (var record : consumer.poll(Duration.ofMillis(200))) {
      records.add(record);
      ExportTraceServiceRequest.parseFrom(record.value()).getResourceSpansList().stream()
          .flatMap(group -> group.getScopeSpansList().stream())
          .forEach(scope -> spans.addAll(scope.getSpansList()));
    }
  }
}
