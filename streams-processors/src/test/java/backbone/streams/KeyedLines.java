// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends traces line by line, each record with its host as key, and tells what must become of them.
 */
final class KeyedLines {

  private static final int HOSTS = 3;
  private static final long WITHIN_MS = 1_000;

  private final String topic;
  private final Random random;
  private int sent;

  KeyedLines(String topic, Random random) {
    this.topic = topic;
    this.random = random;
  }

  /** The next line of each host, more often than not a part of its last event. */
  List<ProducerRecord<byte[], byte[]>> next() {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int host = 0; host < HOSTS; host++) {
      String line = (random.nextInt(3) == 0 ? "event " : "\tat frame ") + sent++;
      records.add(
          new ProducerRecord<>(topic, ("host" + host).getBytes(UTF_8), line.getBytes(UTF_8)));
    }
    return records;
  }

  /** Lines sent so far. */
  int sent() {
    return sent;
  }

  /** The last event of a host. */
  private record Open(String place, long lastMs) {}

  /** The events by the coordinates of their first record, as the raw topic's records tell. */
  static Map<String, String> expected(Iterable<ConsumerRecord<byte[], byte[]>> raw) {
    Map<String, String> events = new TreeMap<>();
    Map<String, Open> open = new HashMap<>();
    Map<Integer, Long> arrivals = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : raw) {
      long now = arrivals.merge(record.partition(), record.timestamp(), Math::max);
      String host = new String(record.key(), UTF_8);
      if (!host.startsWith("host")) {
        continue;
      }
      String line = new String(record.value(), UTF_8);
      Open last = open.get(host);
      boolean goesOn = line.startsWith("\t") && last != null && now - last.lastMs() <= WITHIN_MS;
      String place =
          goesOn ? last.place() : record.topic() + "/" + record.partition() + "/" + record.offset();
      events.merge(place, line, (before, more) -> before + "\n" + more);
      open.put(host, new Open(place, now));
    }
    return events;
  }
}
