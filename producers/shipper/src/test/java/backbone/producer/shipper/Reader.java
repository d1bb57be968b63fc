// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.Origin;
import backbone.schema.TelemetryHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Reads the topic as normalize-logs does: keeps the end per source, drops what is covered. */
final class Reader {

  private record Place(int generation, long end) {}

  final List<String> lines = new ArrayList<>();
  final List<String> faults = new ArrayList<>();
  int repeats;
  private final Map<String, Place> places = new HashMap<>();

  static Reader of(List<ProducerRecord<byte[], byte[]>> topic) {
    Reader reader = new Reader();
    topic.forEach(reader::read);
    return reader;
  }

  static String header(ProducerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }

  private void read(ProducerRecord<byte[], byte[]> record) {
    Origin origin = Origin.parse(header(record, TelemetryHeaders.ORIGIN));
    Place place = places.get(origin.source());
    if (place == null || origin.generation() > place.generation()) {
      // Its first bytes may belong to the last event of the file before.
      place = new Place(origin.generation(), origin.start());
    }
    if (origin.generation() < place.generation()) {
      faults.add("an older generation after a newer one: " + origin);
    }
    if (origin.start() > place.end()) {
      faults.add("a hole before " + origin + ", read up to " + place.end());
    }
    String starts = header(record, TelemetryHeaders.LINES);
    String[] offsets = starts == null ? new String[] {"0"} : starts.split(",", -1);
    String[] texts = new String(record.value(), UTF_8).split("\n", -1);
    if (offsets.length != texts.length) {
      faults.add(origin + " has " + texts.length + " lines, its header says " + offsets.length);
      return;
    }
    for (int i = 0; i < texts.length; i++) {
      long start = origin.start() + Long.parseLong(offsets[i]);
      long end =
          i + 1 < texts.length ? origin.start() + Long.parseLong(offsets[i + 1]) : origin.end();
      if (start >= place.end()) {
        lines.add(texts[i]);
      } else if (end > place.end()) {
        faults.add("half a line of " + origin + " is covered, up to " + place.end());
      } else {
        repeats++;
      }
    }
    places.put(
        origin.source(), new Place(origin.generation(), Math.max(place.end(), origin.end())));
  }
}
