// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.Origin;
import backbone.schema.TelemetryHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Ships made-up files and, now and then, goes back and repeats what it sent. */
final class FlakyShipper {

  private static final int FILES = 5;
  private static final int LINE_BYTES = 10;

  private final String topic;
  private final Random random;
  private final String ending;
  private final int[] lines = new int[FILES];

  FlakyShipper(String topic, Random random) {
    this(topic, random, "");
  }

  /** Each line ends with a text. */
  FlakyShipper(String topic, Random random, String ending) {
    this.topic = topic;
    this.random = random;
    this.ending = ending;
  }

  /** The next lines, with repeats between them. */
  List<ProducerRecord<byte[], byte[]>> next(int count) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int file = random.nextInt(FILES);
      records.add(record(file, lines[file]));
      lines[file]++;
      if (random.nextInt(50) == 0) {
        int back = random.nextInt(Math.min(lines[file], 20)) + 1;
        for (int line = lines[file] - back; line < lines[file]; line++) {
          records.add(record(file, line));
        }
      }
    }
    return records;
  }

  private ProducerRecord<byte[], byte[]> record(int file, int line) {
    String source = "file" + file;
    long start = (long) line * LINE_BYTES;
    Origin origin = new Origin(source, 0, start, start + LINE_BYTES);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, source.getBytes(UTF_8), ("line " + line + ending).getBytes(UTF_8));
    record.headers().add(TelemetryHeaders.ORIGIN, origin.toString().getBytes(UTF_8));
    return record;
  }

  /** Identities of all lines sent so far. */
  Set<String> identities() {
    Set<String> all = new TreeSet<>();
    for (int file = 0; file < FILES; file++) {
      for (int line = 0; line < lines[file]; line++) {
        long start = (long) line * LINE_BYTES;
        all.add(new Origin("file" + file, 0, start, start + LINE_BYTES).id());
      }
    }
    return all;
  }
}
