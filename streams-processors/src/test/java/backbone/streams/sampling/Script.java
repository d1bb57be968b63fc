// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.sample.Fate;
import backbone.engine.sample.PolicyTimes;
import backbone.engine.sample.Sampler;
import backbone.engine.sample.SamplerLimits;
import backbone.engine.sample.SamplerMemory;
import backbone.schema.TelemetryHeaders;
import backbone.streams.Watermarks;
import backbone.streams.sampling.Traces.Piece;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A random history of the normalized topic: traces of several fragments from raw partitions of
 * different lag, some of them late, with watermarks that are true. Also tells what is to come out,
 * by the sampler alone.
 */
final class Script {

  static final long START_MS = 1_700_000_000_000L;
  static final long WAIT_MS = 1_000;
  static final String RAW = "telemetry.spans.raw";
  static final int RAW_PARTITIONS = 2;

  private static final SamplerMemory NOWHERE =
      new SamplerMemory() {
        @Override
        public void put(byte[] key, byte[] value) {}

        @Override
        public void delete(byte[] key) {}
      };

  /** How much happens. */
  record Size(int traces, int partitions, long lastsMs) {}

  /** What one partition must give; the judges are versions of the rules, by trace. */
  record Expected(
      TreeSet<String> spans, TreeMap<String, Boolean> decisions, TreeMap<String, String> judges) {}

  /** A piece before it is in the topic: arrived in a raw partition at a time. */
  private record Arrival(long ms, int raw, int partition, Piece piece) {}

  private final Random random;
  private final Size size;
  private final long startMs;
  private final String raw;
  private final List<List<Piece>> partitions = new ArrayList<>();
  private long spans;

  Script(Random random, Size size, String raw) {
    this(random, size, raw, START_MS);
  }

  /** A history that begins at a time, milliseconds since 1970. */
  Script(Random random, Size size, String raw, long startMs) {
    this.random = random;
    this.startMs = startMs;
    this.size = size;
    this.raw = raw;
    for (int p = 0; p < size.partitions(); p++) {
      partitions.add(new ArrayList<>());
    }
    merge(arrivals());
  }

  static SamplerLimits limits() {
    return new SamplerLimits(WAIT_MS, 3_600_000, 500_000, 100_000);
  }

  static List<String> rawPartitions(String raw) {
    List<String> names = new ArrayList<>();
    for (int r = 0; r < RAW_PARTITIONS; r++) {
      names.add(raw + "/" + r);
    }
    return names;
  }

  /** The records of one partition in order. */
  List<Piece> partition(int partition) {
    return partitions.get(partition);
  }

  private List<List<Arrival>> arrivals() {
    List<List<Arrival>> byRaw = new ArrayList<>();
    for (int r = 0; r < RAW_PARTITIONS; r++) {
      byRaw.add(new ArrayList<>());
    }
    for (int t = 0; t < size.traces(); t++) {
      trace().forEach(arrival -> byRaw.get(arrival.raw()).add(arrival));
    }
    byRaw.forEach(all -> all.sort((a, b) -> Long.compare(a.ms(), b.ms())));
    return byRaw;
  }

  /**
   * Half of the fragments are together, some come within the wait, some after it, few long after.
   */
  private List<Arrival> trace() {
    long high = random.nextLong();
    long low = random.nextLong();
    int partition = random.nextInt(size.partitions());
    long firstMs = startMs + random.nextLong(size.lastsMs());
    String service = "service-" + random.nextInt(8);
    boolean error = random.nextInt(30) == 0;
    List<Arrival> fragments = new ArrayList<>();
    for (int f = 0; f <= random.nextInt(4); f++) {
      long afterMs =
          switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> f == 0 ? 0 : random.nextLong(20);
            case 4, 5, 6 -> random.nextLong(WAIT_MS);
            default -> random.nextLong(4 * WAIT_MS);
          };
      Traces.Shape shape =
          new Traces.Shape(
              service,
              "operation-" + random.nextInt(12),
              1 + random.nextInt(3),
              error && f == 1,
              random.nextInt(60));
      Piece piece = Traces.fragment(high, low, spans + 1, shape, firstMs + afterMs);
      spans += shape.spans();
      fragments.add(
          new Arrival(firstMs + afterMs, random.nextInt(RAW_PARTITIONS), partition, piece));
    }
    return fragments;
  }

  /** Raw partitions are read in turns of random length, so each gets ahead of the other. */
  private void merge(List<List<Arrival>> byRaw) {
    int[] at = new int[RAW_PARTITIONS];
    boolean more = true;
    while (more) {
      int r = random.nextInt(RAW_PARTITIONS);
      List<Arrival> all = byRaw.get(r);
      int to = Math.min(all.size(), at[r] + 1 + random.nextInt(40));
      for (; at[r] < to; at[r]++) {
        partitions.get(all.get(at[r]).partition()).add(all.get(at[r]).piece());
      }
      if (to > 0) {
        boolean done = to == all.size();
        everywhere(
            r, done ? startMs + 2 * size.lastsMs() + 10 * WAIT_MS : all.get(to - 1).ms() - 1);
      }
      more = false;
      for (int i = 0; i < RAW_PARTITIONS; i++) {
        more |= at[i] < byRaw.get(i).size();
      }
    }
    for (int r = 0; r < RAW_PARTITIONS; r++) {
      everywhere(r, startMs + 2 * size.lastsMs() + 20 * WAIT_MS);
    }
  }

  private void everywhere(int r, long watermarkMs) {
    partitions.forEach(p -> p.add(Traces.watermark(raw + "/" + r, watermarkMs)));
  }

  /** What the sampler alone makes of a partition. */
  Expected expected(int partition, PolicyTimes policies) {
    TreeMap<String, Boolean> decisions = new TreeMap<>();
    TreeMap<String, String> judges = new TreeMap<>();
    Sampler sampler =
        new Sampler(
            policies.forPartition(partition, size.partitions()),
            limits(),
            NOWHERE,
            made -> {
              decisions.put(made.traceId(), made.fate().state() == Fate.State.KEPT);
              judges.put(made.traceId(), made.rulesVersion());
            });
    sampler.loaded();
    Watermarks watermarks = new Watermarks(rawPartitions(raw), 300_000);
    Map<String, List<String>> spansOf = new HashMap<>();
    Fragment fragment = new Fragment();
    for (Piece piece : partition(partition)) {
      if (fragment.read(piece.headers(), piece.key(), piece.value(), 0) == Fragment.Kind.CONTROL) {
        watermarks.advance(Watermarks.read(piece.headers()));
        if (watermarks.now() != Watermarks.UNKNOWN) {
          sampler.advance(watermarks.now());
        }
      } else {
        sampler.fold(
            fragment.traceHigh(), fragment.traceLow(), piece.value(), fragment.arrivalMs());
        spansOf
            .computeIfAbsent(new String(piece.key(), UTF_8), key -> new ArrayList<>())
            .addAll(Traces.spans(piece.value()));
      }
    }
    TreeSet<String> kept = new TreeSet<>();
    spansOf.forEach((trace, all) -> kept.addAll(decisions.get(trace) ? all : List.of()));
    return new Expected(kept, decisions, judges);
  }

  /** Arrival of a piece, milliseconds since 1970. */
  static long arrivalMs(Piece piece) {
    return Long.parseLong(
        new String(piece.headers().lastHeader(TelemetryHeaders.ARRIVAL).value(), UTF_8));
  }
}
