// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A target in memory. Values are text: a number is stored under itself, {@code poison ...} is
 * refused for good, {@code choke ...} makes the whole write refused.
 */
final class FakeTarget implements SinkTarget {

  final Map<Integer, Integer> stored = new ConcurrentSkipListMap<>();
  final List<Integer> sizes = new ArrayList<>();
  volatile boolean down;

  @Override
  public synchronized List<Outcome> write(List<SinkRecord> records) throws TargetFault {
    if (down) {
      throw TargetFault.passing("it is down");
    }
    sizes.add(records.size());
    if (records.stream().anyMatch(r -> text(r).startsWith("choke"))) {
      throw TargetFault.refused("choked", "the whole write is refused");
    }
    return records.stream().map(this::write).toList();
  }

  @Override
  public void close() {}

  private Outcome write(SinkRecord record) {
    if (text(record).startsWith("poison")) {
      return new Outcome.Dead("poison", "it is poison");
    }
    stored.putIfAbsent(Integer.parseInt(text(record)), 1);
    return Outcome.WRITTEN;
  }

  private static String text(SinkRecord record) {
    return new String((byte[]) record.value(), StandardCharsets.UTF_8);
  }
}
