// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.streams.sampling.Traces.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends a script, all partitions side by side. */
final class ScriptSender implements AutoCloseable {

  private final SamplingTopics topics;
  private final Script script;
  private final KafkaProducer<byte[], byte[]> producer;
  private final int[] at;

  ScriptSender(SamplingTopics topics, Script script) {
    this.topics = topics;
    this.script = script;
    this.producer = topics.producer();
    this.at = new int[topics.partitions()];
  }

  /** Sends so many records to each partition, and waits until all are there. */
  void send(int records) throws Exception {
    sendAllBut(0, records);
  }

  /** The same, but keeps back the last of each partition. */
  void sendAllBut(int last, int records) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int p = 0; p < at.length; p++) {
      List<Piece> all = script.partition(p);
      for (int i = 0; i < records && at[p] < all.size() - last; i++) {
        sent.add(producer.send(topics.record(p, all.get(at[p]++))));
      }
    }
    producer.flush();
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
