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
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parse, normalize, mask and encode on one core, without Kafka, beside a scan of the bytes. */
final class EngineBench implements Benchmark {

  private static final long ARRIVAL_MS = 1_772_600_767_000L;
  private static final int LINES = 20_000;
  private static final int[] ONE_LINE = {0};
  private static final double RECORDS_PER_SECOND_MIN = 160_000;
  private static final Source SOURCE =
      new Source("host-1", null, ZoneOffset.UTC, null, "prod", "kr", "shop");

  @Override
  public List<Row> run(Plan plan, Map<String, String> versions) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (OneSchema registry = OneSchema.start()) {
      for (Lines kind : Lines.values()) {
        plan.progress().say("measuring the engine alone on lines of kind " + kind.title());
        rows.add(row(kind, registry.client(), Spans.of(plan)));
      }
    }
    return rows;
  }

  private static Row row(Lines kind, RegistryClient registry, Spans spans) {
    byte[][] lines = kind.lines(LINES);
    return Row.of(
        "engine, one core, " + kind.title() + " of " + kind.bytes() + " bytes",
        "records/s",
        engine(lines, new Encoding(AvroCodec.logEvents(registry, topic())), spans),
        new Reference("byte scan", ByteScan.linesPerSecond(lines, spans)),
        kind == Lines.JSON ? Bar.atLeast(RECORDS_PER_SECOND_MIN) : Bar.NONE);
  }

  private static double engine(byte[][] lines, Encoding output, Spans spans) {
    Normalizer normalizer = Normalizer.standard();
    double best =
        spans.best(
            lines.length,
            n ->
                normalizer.normalize(
                    new RawLog(
                        lines[n],
                        null,
                        SOURCE,
                        Origin.ofRecord("bench", 0, n),
                        ARRIVAL_MS,
                        ONE_LINE,
                        false),
                    output));
    if (output.others > 0 || output.bytes == 0) {
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
