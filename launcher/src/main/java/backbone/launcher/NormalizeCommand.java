// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.engine.normalize.LineJoiner;
import backbone.engine.normalize.Normalizer;
import backbone.engine.normalize.NormalizerOutput;
import backbone.engine.normalize.RawLog;
import backbone.engine.normalize.Source;
import backbone.launcher.embedded.UpSettings;
import backbone.schema.LogDocument;
import backbone.schema.LogEvent;
import backbone.schema.Origin;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what becomes of lines: the same code as in the pipeline, no servers needed. */
@Command(
    name = "normalize",
    mixinStandardHelpOptions = true,
    description =
        "Reads lines, writes one JSON document per event, exactly what the index would get.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./backbone normalize < /var/log/syslog",
      "  tail -f app.log | ./backbone normalize --service checkout"
    })
final class NormalizeCommand implements Callable<Integer> {

  /** As the shipper's: longer events are cut into several. */
  private static final int EVENT_LINES_MAX = 500;

  private static final int EVENT_BYTES_MAX = 256 * 1024;

  @Option(names = "--service", description = "Service of lines that name none.")
  private String service;

  private final Clock clock = Clock.systemUTC();
  private final Normalizer normalizer = Normalizer.standard();
  private final ByteArrayOutputStream event = new ByteArrayOutputStream();
  private final List<Integer> lineStarts = new ArrayList<>();
  private long eventStart;
  private Source source;
  private Writer writer;

  @Override
  public Integer call() throws IOException {
    source =
        new Source(
            null,
            null,
            ZoneId.systemDefault(),
            service,
            UpSettings.ENV_DEFAULT,
            UpSettings.REGION_DEFAULT,
            "default");
    OutputStream out = new BufferedOutputStream(System.out, 1 << 16);
    try {
      writer = new Writer(out);
      read(new BufferedInputStream(System.in, 1 << 16), out);
      out.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return 0;
  }

  private void read(InputStream in, OutputStream out) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long position = 0;
    int b = in.read();
    while (b >= 0) {
      line.reset();
      long lineStart = position;
      for (; b >= 0 && b != '\n'; b = in.read(), position++) {
        line.write(b);
      }
      position++;
      add(line.toByteArray(), lineStart);
      if (in.available() == 0) {
        out.flush();
      }
      b = b < 0 ? b : in.read();
    }
    emit();
  }

  private void add(byte[] line, long lineStart) {
    int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
    boolean full = lineStarts.size() >= EVENT_LINES_MAX || event.size() + length > EVENT_BYTES_MAX;
    if (lineStarts.isEmpty() || full || !LineJoiner.continues(line, 0, length)) {
      emit();
      eventStart = lineStart;
    } else {
      event.write('\n');
    }
    lineStarts.add((int) (lineStart - eventStart));
    event.write(line, 0, length);
  }

  private void emit() {
    if (lineStarts.isEmpty()) {
      return;
    }
    byte[] bytes = event.toByteArray();
    int[] starts = lineStarts.stream().mapToInt(Integer::intValue).toArray();
    Origin origin = new Origin("stdin", 0, eventStart, eventStart + bytes.length + 1);
    normalizer.normalize(
        new RawLog(bytes, null, source, origin, clock.millis(), starts, false), writer);
    event.reset();
    lineStarts.clear();
  }

  /** Documents go to standard output, what could not become one to standard error. */
  private record Writer(OutputStream out) implements NormalizerOutput {

    @Override
    public void event(LogEvent event) {
      try {
        out.write(LogDocument.json(event));
        out.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void dead(String faultClass, String reason, String maskedExcerpt) {
      System.err.println("dead letter (" + faultClass + "): " + reason);
    }

    @Override
    public void dropped(String reason) {
      // Blank lines and the like are no events; the pipeline counts them.
    }
  }
}
