// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.engine.normalize.LogRules;
import backbone.engine.normalize.Normalizer;
import backbone.engine.normalize.NormalizerOutput;
import backbone.engine.normalize.RawLog;
import backbone.engine.normalize.Source;
import backbone.launcher.embedded.UpSettings;
import backbone.schema.LogDocument;
import backbone.schema.LogEvent;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what becomes of lines: the same code as in the pipeline, no servers needed. */
@Command(
    name = "normalize",
    mixinStandardHelpOptions = true,
    description = {
      "Reads lines, writes one JSON document per event, exactly what the index would get.",
      "With --topic, shows what a file of rules would change on a running cluster; exit code 1 when"
          + " a line of standard input has another format than --format says."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./backbone normalize < /var/log/syslog",
      "  tail -f app.log | ./backbone normalize --service checkout",
      "  ./backbone normalize --rules rules.yaml --service billing < billing.log",
      "  ./backbone normalize --rules rules.yaml --format billing-text < billing.log",
      "  ./backbone normalize --topic telemetry.logs.raw --sample 1000 --rules rules.yaml",
      "  ./backbone normalize --topic telemetry.logs.raw --rules rules.yaml --config jobs.yaml"
          + " --json"
    })
final class NormalizeCommand implements Callable<Integer> {

  @Option(names = "--service", description = "Service of lines that name none.")
  private String service;

  @Option(
      names = "--path",
      paramLabel = "FILE",
      description = "File that the lines are to come from, for rules that ask for it.")
  private String path;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "Format that all events are to have; one of --rules is tried on every line. Others are"
              + " told, and the exit code is 1.")
  private String format;

  @Mixin private RulesOption rules;

  @Mixin private TopicTrial trial;

  @Override
  public Integer call() throws IOException {
    if (trial.asked()) {
      trial.run(rules);
      return 0;
    }
    LogRules read = rules.over(LogRules.STANDARD);
    boolean own = read.parse().formats().stream().anyMatch(one -> one.name().equals(format));
    LogRules used = own ? new LogRules(read.masks(), read.parse().everywhere(format)) : read;
    Normalizer normalizer = Normalizer.of(used, rules.keys(used));
    OutputStream out = new BufferedOutputStream(System.out, 1 << 16);
    Writer writer = new Writer(out, normalizer, format);
    try {
      new StdinEvents(source(), Clock.systemUTC(), writer)
          .read(new BufferedInputStream(System.in, 1 << 16));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return writer.others == 0 ? 0 : Main.FAULT;
  }

  private Source source() {
    return new Source(
        null,
        path,
        ZoneId.systemDefault(),
        service,
        UpSettings.ENV_DEFAULT,
        UpSettings.REGION_DEFAULT,
        "default");
  }

  /** Documents go to standard output, what could not become one to standard error. */
  private static final class Writer implements StdinEvents.Taker, NormalizerOutput {

    private static final int TOLD_MAX = 20;

    private final OutputStream out;
    private final Normalizer normalizer;
    private final String format;
    private int others;

    Writer(OutputStream out, Normalizer normalizer, String format) {
      this.out = out;
      this.normalizer = normalizer;
      this.format = format;
    }

    @Override
    public void take(RawLog raw) {
      normalizer.normalize(raw, this);
    }

    @Override
    public void idle() throws IOException {
      out.flush();
    }

    @Override
    public void event(LogEvent event) {
      String found = event.getParseFormat();
      if (format != null && !format.equals(found) && others++ < TOLD_MAX) {
        System.err.println("backbone: " + event.getOriginId() + " is " + found + ", not " + format);
      }
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
