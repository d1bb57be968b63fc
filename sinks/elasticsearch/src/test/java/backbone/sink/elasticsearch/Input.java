// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.schema.AvroCodec;
import backbone.schema.Catalogue;
import backbone.schema.LogEvent;
import backbone.schema.TelemetryHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes the topic of normalized events as the jobs do: in transactions, some aborted. */
final class Input implements AutoCloseable {

  static final String TOPIC = Catalogue.LOGS_NORMALIZED.name();
  static final int PARTITIONS = Catalogue.LOGS_NORMALIZED.partitions();

  private final KafkaProducer<byte[], byte[]> transactional;
  private final KafkaProducer<byte[], byte[]> plain;
  private final AvroCodec<LogEvent> codec;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  Input(Map<String, Object> client, AvroCodec<LogEvent> codec) {
    this.codec = codec;
    Map<String, Object> settings = new HashMap<>(client);
    plain = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    settings.put("transactional.id", "input");
    transactional =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    transactional.initTransactions();
  }

  /** One transaction: events over all partitions and a watermark on each. */
  void send(List<LogEvent> events, boolean commit) throws Exception {
    transactional.beginTransaction();
    for (LogEvent event : events) {
      int partition = Math.floorMod(event.getOriginId().hashCode(), PARTITIONS);
      sent.add(
          transactional.send(new ProducerRecord<>(TOPIC, partition, null, codec.encode(event))));
    }
    watermarks(transactional);
    if (commit) {
      transactional.commitTransaction();
      check();
    } else {
      transactional.flush();
      check();
      transactional.abortTransaction();
    }
  }

  /** Ends each partition with a watermark outside any transaction, so that no marker follows. */
  void end() throws Exception {
    watermarks(plain);
    plain.flush();
    check();
  }

  @Override
  public void close() {
    transactional.close();
    plain.close();
  }

  private void check() throws Exception {
    for (Future<RecordMetadata> record : sent) {
      record.get();
    }
    sent.clear();
  }

  private void watermarks(KafkaProducer<byte[], byte[]> producer) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      ProducerRecord<byte[], byte[]> watermark = new ProducerRecord<>(TOPIC, partition, null, null);
      watermark
          .headers()
          .add(
              TelemetryHeaders.CONTROL,
              TelemetryHeaders.CONTROL_WATERMARK.getBytes(StandardCharsets.UTF_8));
      sent.add(producer.send(watermark));
    }
  }
}
