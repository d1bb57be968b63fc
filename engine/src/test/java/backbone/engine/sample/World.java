// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import backbone.engine.sample.Fragments.Sketch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A stream of chance: raw partitions, each in order of arrival, with traces spread over them. */
final class World {

  static final long WAIT_MS = 1_000;
  static final long START_MS = 1_700_000_000_000L;

  private static final int TRACES = 150;
  static final int SPAN_OF_TIME_MS = 8_000;

  final Random random;
  final List<List<Event>> partitions = new ArrayList<>();

  /** A fragment on its way. */
  record Event(long high, long low, long arrivalMs, List<Sketch> spans, byte[] value) {}

  World(long seed) {
    random = new Random(seed);
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      partitions.add(new ArrayList<>());
    }
    for (int i = 0; i < TRACES; i++) {
      trace();
    }
    partitions.forEach(events -> events.sort(Comparator.comparingLong(Event::arrivalMs)));
  }

  List<Event> events() {
    return partitions.stream().flatMap(List::stream).toList();
  }

  private void trace() {
    long high = random.nextInt(3);
    long low = random.nextLong();
    long startMs = START_MS + random.nextInt(SPAN_OF_TIME_MS);
    int fragments = 1 + random.nextInt(5);
    for (int i = 0; i < fragments; i++) {
      long arrivalMs = startMs + random.nextInt((int) WAIT_MS * 3 / 2);
      List<Sketch> spans = new ArrayList<>();
      for (int span = random.nextInt(5); span >= 0; span--) {
        spans.add(span(startMs));
      }
      byte[] value = Fragments.of(high, low, spans);
      partitions
          .get(random.nextInt(partitions.size()))
          .add(new Event(high, low, arrivalMs, spans, value));
    }
  }

  private Sketch span(long startMs) {
    int bound = random.nextInt(20) == 0 ? 400 : 6;
    String name = "op-" + random.nextInt(bound);
    long from = startMs + random.nextInt(300);
    long to = from + random.nextInt(random.nextInt(15) == 0 ? 2_000 : 200);
    boolean error = random.nextInt(40) == 0;
    long id = 1L + random.nextInt(4);
    return new Sketch(id, random.nextInt(3), "svc-" + random.nextInt(4), name, from, to, error);
  }
}
