// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the product on this machine. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the product on this machine, side by side with a trivial loop and, where it is"
          + " found, the OpenTelemetry Collector.",
      "Servers are real, on loopback, with their own temporary folder, and end with the run."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every bar is held", "1:a bar is missed, or the run failed"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./backbone bench mask",
      "  ./backbone bench normalize --collector ~/bin/otelcol --seconds 60",
      "  ./backbone bench normalize --json > normalize.json"
    })
public final class BenchCommand implements Callable<Integer> {

  private static final int SECONDS_MAX = 120;
  private static final Map<String, Benchmark> ALL =
      new TreeMap<>(
          Map.of(
              "engine", new EngineBench(),
              "normalize", new NormalizeBench(),
              "mask", new MaskBench(),
              "metrics", new MetricsBench(),
              "shipper", new ShipperBench(),
              "appender", new AppenderBench()));

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      description =
          "engine, normalize, mask, metrics, shipper or appender; normalize includes engine.")
  private String name;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(
      names = "--collector",
      paramLabel = "PATH",
      description =
          "The Collector's program (default: otelcol on the PATH or in the folder BACKBONE_PEERS"
              + " names).")
  private Path collector;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "Length of one measurement, 1 to 120 (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Override
  public Integer call() throws Exception {
    Benchmark benchmark = ALL.get(name);
    if (benchmark == null) {
      throw wrong(name + " is no benchmark. There are: " + ALL.keySet());
    }
    if (seconds < 1 || seconds > SECONDS_MAX) {
      throw wrong("--seconds=" + seconds + " is not between 1 and " + SECONDS_MAX + ".");
    }
    Progress progress = new Progress(System.err);
    Machine machine = Machine.here();
    if (machine.busy()) {
      progress.say("this machine is busy (load " + machine.load() + "): figures are worth less");
    }
    Map<String, String> versions = new TreeMap<>();
    versions.put("backbone", spec.root().version()[0]);
    Report report =
        new Report(
            benchmark.run(new Plan(seconds, collector, progress), versions), machine, versions);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println(json ? report.json() : report.text());
    return report.held() ? 0 : 1;
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
