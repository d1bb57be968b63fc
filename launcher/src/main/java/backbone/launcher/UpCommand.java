// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.launcher.embedded.Backbone;
import backbone.launcher.embedded.DataFolder;
import backbone.launcher.embedded.Ports.Port;
import backbone.launcher.embedded.Programs;
import backbone.launcher.embedded.UpSettings;
import backbone.launcher.embedded.UpSettings.Up;
import backbone.service.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything embedded and stays in front, or leaves it running. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Starts everything on this machine and prints where to look.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./backbone up",
      "  ./backbone up --no-demo --logs '/var/log/*.log' --logs '/srv/app/logs/*.log'",
      "  ./backbone up --otlp-jaeger 127.0.0.1:14317",
      "  ./backbone up --detach --port-base 18080 --data /srv/backbone"
    })
final class UpCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--no-demo", description = "Leave the demo shop out.")
  private boolean noDemo;

  @Option(names = "--logs", paramLabel = "GLOB", description = "Ship these files; may be repeated.")
  private List<String> logs = List.of();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder for everything that is kept (default: .backbone).")
  private String data;

  @Option(
      names = "--disk",
      paramLabel = "SIZE",
      description = "Most disk space for topics and indices (default: 10GB).")
  private String disk;

  @Option(
      names = "--port-base",
      paramLabel = "N",
      description = "Use 14 ports from N on instead of the usual ones.")
  private String portBase;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Use these brokers instead of the embedded one.")
  private String bootstrap;

  @Option(
      names = "--elasticsearch",
      paramLabel = "URL",
      description = "Use this Elasticsearch instead of the embedded one.")
  private String elasticsearch;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Use this schema registry instead of the embedded one.")
  private String registry;

  @Option(
      names = "--otlp-jaeger",
      paramLabel = "HOST:PORT",
      description = "Send the kept traces to this Jaeger (OTLP/gRPC) too.")
  private String otlpJaeger;

  @Option(
      names = "--otlp-metrics",
      paramLabel = "URL",
      description = "Forward OTLP metrics there (default: they are dropped and counted).")
  private String otlpMetrics;

  @Option(names = "--env", description = "Environment of the shipped lines (default: dev).")
  private String env;

  @Option(names = "--region", description = "Region of the shipped lines (default: local).")
  private String region;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file with these settings; `backbone config` lists their names.")
  private Path config;

  @Option(
      names = "--detach",
      description = "Return when all parts are healthy and leave them running.")
  private boolean detach;

  @Override
  public Integer call() throws Exception {
    Settings settings = Settings.load(new UpSettings(), config, System.getenv(), flags());
    Up up = UpSettings.read(settings);
    if (detach) {
      return new Detached(up).start(spec.commandLine().getParseResult().originalArgs());
    }
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Thread hook = new Thread(() -> stop(asked, done), "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    long begun = System.nanoTime();
    try (Backbone backbone = new Backbone(up, UpCommand::say)) {
      say("Starting in " + up.data());
      backbone.start();
      print(up, (System.nanoTime() - begun) / 1e9);
      asked.await();
      say("Stopping.");
    } finally {
      done.countDown();
    }
    return 0;
  }

  static void print(Up up, double seconds) {
    say(String.format(Locale.ROOT, "Ready after %.0f s.", seconds));
    say("");
    say("  Logs, traces, all    " + up.ports().url(Port.CONSOLE));
    say(
        "  OTLP in              "
            + up.ports().address(Port.GATEWAY_GRPC)
            + " (gRPC), "
            + up.ports().url(Port.GATEWAY_HTTP)
            + " (HTTP)");
    say("  Elasticsearch        " + up.elasticsearchUrl());
    say("  Kafka                " + up.kafka());
    say("  Metrics of the jobs  " + up.ports().url(Port.JOBS_METRICS) + "/metrics");
    if (up.prometheus()) {
      say("  Prometheus           " + watcher(Programs.prometheus(), up, Port.PROMETHEUS));
      say("  Alertmanager         " + watcher(Programs.alertmanager(), up, Port.ALERTMANAGER));
    }
    say("  Our own logs         " + new DataFolder(up.data()).logs());
    say("");
    if (up.demo()) {
      say("Break something:  ./backbone demo fault bad-token");
    }
  }

  private static String watcher(Optional<Path> program, Up up, Port port) {
    return program.isPresent()
        ? up.ports().url(port)
        : "not on the PATH: install it, and alerts are told (docs/operate.md)";
  }

  private Map<String, String> flags() {
    Map<String, String> flags = new HashMap<>();
    flags.put(UpSettings.DATA_CONFIG, DataOption.path(data).toAbsolutePath().toString());
    if (data == null && (config != null || System.getenv("BACKBONE_DATA_DIR") != null)) {
      flags.remove(UpSettings.DATA_CONFIG);
    }
    putIfGiven(flags, UpSettings.DISK_CONFIG, disk);
    putIfGiven(flags, UpSettings.PORT_BASE_CONFIG, portBase);
    putIfGiven(flags, UpSettings.BOOTSTRAP_CONFIG, bootstrap);
    putIfGiven(flags, UpSettings.ELASTICSEARCH_CONFIG, elasticsearch);
    putIfGiven(flags, UpSettings.REGISTRY_CONFIG, registry);
    putIfGiven(flags, UpSettings.OTLP_JAEGER_CONFIG, otlpJaeger);
    putIfGiven(flags, UpSettings.OTLP_METRICS_CONFIG, otlpMetrics);
    putIfGiven(flags, UpSettings.ENV_CONFIG, env);
    putIfGiven(flags, UpSettings.REGION_CONFIG, region);
    if (noDemo) {
      flags.put(UpSettings.DEMO_CONFIG, "false");
    }
    if (!logs.isEmpty()) {
      flags.put(
          UpSettings.LOGS_CONFIG,
          String.join(
              ",", logs.stream().map(g -> Path.of(g).toAbsolutePath().toString()).toList()));
    }
    return flags;
  }

  private static void putIfGiven(Map<String, String> flags, String key, String value) {
    if (value != null) {
      flags.put(key, value);
    }
  }

  private static void stop(CountDownLatch asked, CountDownLatch done) {
    asked.countDown();
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void say(String line) {
    System.out.println(line);
  }
}
