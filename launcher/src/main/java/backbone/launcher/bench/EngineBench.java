// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import backbone.engine.normalize.Normalizer;
import backbone.engine.normalize.NormalizerOutput;
import backbone.engine.normalize.RawLog;
import backbone.engine.normalize.Source;
import backbone.launcher.bench.Row.Reference;
import backbone.schema.AvroCodec;
import backbone.schema.Catalogue;
import backbone.schema.LogEvent;
import backbone.schema.Origin;
import backbone.schema.registry.RegistryClient;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Parse, normalize, mask and encode on one core, without Kafka, beside a scan of the bytes. */
final class EngineBench {

  private static final long ARRIVAL_MS = 1_772_600_767_000L;
  private static final int LINES = 20_000;
  private static final int ONE_LINE = 0;
  private static final Source SOURCE =
      new Source("host-1", null, ZoneOffset.UTC, null, "prod", "kr", "shop");

  private final Plan plan;
  private final RegistryClient registry;

  EngineBench(Plan plan, RegistryClient registry) {
    this.plan = plan;
    this.registry = registry;
  }

  List<Row> run() {
    List<Row> rows = new ArrayList<>();
    for (Lines kind : Lines.values()) {
      plan.progress().say("measuring the engine alone on lines of kind " + kind);
      Bar bar = kind == Lines.JSON ? Bar.atLeast(160_000) : Bar.NONE;
      byte[][] lines = new byte[LINES][];
      for (int n = 0; n < LINES; n++) {
        lines[n] = kind.line(n);
      }
      rows.add(
          Row.of(
              "engine alone, one core, " + kind.bytes() + "-byte lines, " + kind.title(),
              "records/s",
              engine(lines),
              new Reference("byte scan", ByteScan.linesPerSecond(lines, Spans.of(plan))),
              bar));
    }
    return rows;
  }

  private double engine(byte[][] lines) {
    Normalizer normalizer = Normalizer.standard();
    Encoding output = new Encoding(AvroCodec.logEvents(registry, topic()));
    double best =
        Spans.of(plan)
            .best(
                lines.length,
                n ->
                    normalizer.normalize(
                        new RawLog(
                            lines[n],
                            null,
                            SOURCE,
                            Origin.ofRecord("bench", 0, n),
                            ARRIVAL_MS,
                            new int[] {ONE_LINE},
                            false),
                        output));
    if (output.others > 0) {
      throw new IllegalStateException(output.others + " lines became no event");
    }
    return best;
  }

  private static String topic() {
    return Catalogue.LOGS_NORMALIZED.name(Cluster.PREFIX);
  }

  /** Encodes every event, as the job does. */
  private static final class Encoding implements NormalizerOutput {

    private final AvroCodec<LogEvent> codec;
    private long bytes;
    private long others;

    Encoding(AvroCodec<LogEvent> codec) {
      this.codec = codec;
    }

    @Override
    public void event(LogEvent event) {
      bytes += codec.encode(event).length;
    }

    @Override
    public void dead(String faultClass, String reason, String maskedExcerpt) {
      others++;
    }

    @Override
    public void dropped(String reason) {
      others++;
    }
  }
}
