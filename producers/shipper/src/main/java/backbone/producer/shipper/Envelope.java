// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.Origin;
import backbone.schema.TelemetryHeaders;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes records of events, with the headers that all events of one file share. */
final class Envelope {

  /**
   * Where this shipper runs.
   *
   * @param topic full name
   * @param host host name
   * @param zone time zone of its log lines, such as {@code Asia/Seoul}
   */
  record Home(String topic, String host, String zone) {}

  private static final byte[] YES = {'1'};

  private final String topic;
  private final String id;
  private final byte[] key;
  private final RecordHeaders shared = new RecordHeaders();

  Envelope(Home home, String id, String path, Input input) {
    this.topic = home.topic();
    this.id = id;
    this.key = id.getBytes(UTF_8);
    add(shared, TelemetryHeaders.HOST, home.host());
    add(shared, TelemetryHeaders.ZONE, home.zone());
    add(shared, TelemetryHeaders.PATH, path);
    PodPath pod = PodPath.of(path);
    add(shared, TelemetryHeaders.SERVICE, pod.fill(input.service()));
    add(shared, TelemetryHeaders.ENV, pod.fill(input.env()));
    add(shared, TelemetryHeaders.REGION, pod.fill(input.region()));
    add(shared, TelemetryHeaders.TEAM, pod.fill(input.team()));
  }

  /** File id, the key of the records. */
  String id() {
    return id;
  }

  ProducerRecord<byte[], byte[]> record(Event event, int generation) {
    RecordHeaders headers = new RecordHeaders(shared);
    Origin origin = new Origin(id, generation, event.start(), event.end());
    add(headers, TelemetryHeaders.ORIGIN, origin.toString());
    if (event.lineStarts().length > 1) {
      add(headers, TelemetryHeaders.LINES, lines(event.lineStarts()));
    }
    if (event.cut()) {
      headers.add(new RecordHeader(TelemetryHeaders.CUT, YES));
    }
    return new ProducerRecord<>(topic, null, key, event.value(), headers);
  }

  private static String lines(int[] starts) {
    StringBuilder text = new StringBuilder();
    for (int start : starts) {
      text.append(text.length() == 0 ? "" : ",").append(start);
    }
    return text.toString();
  }

  private static void add(Headers headers, String name, String value) {
    if (value != null && !value.isEmpty()) {
      headers.add(new RecordHeader(name, value.getBytes(UTF_8)));
    }
  }
}
