// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.deploy.DashboardRun;
import backbone.launcher.deploy.KibanaRun;
import backbone.launcher.deploy.MonitorTab;
import backbone.launcher.deploy.ShippedPrometheus;
import backbone.launcher.embedded.Ports;
import backbone.launcher.embedded.Ports.Port;
import backbone.testkit.Eventually;
import backbone.testkit.FreePorts;
import backbone.testkit.Peers;
import backbone.testkit.RealJaeger;
import backbone.testkit.RealPrometheus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of every dashboard has data, asked of a real Prometheus and a real Elasticsearch
 * while the demo runs with its faults on.
 */
class DashboardsIT {

  private static final int PORT_BASE = 23_160;
  private static final Duration DATA = Duration.ofSeconds(90);

  private static final String[] NO_JAEGER = {};

  private static final String FAILED = "unified.json, Answers 5xx, A";
  private static final String REDIS_MS = "unified.json, Redis latency, A";
  private static final String ERROR_RATIO = "unified.json, Error ratio, A";
  private static final String CPU = "host.json, CPU in use, A";
  private static final String DISK = "host.json, Fullest disk, A";

  private final Ports ports = new Ports(PORT_BASE);

  @Test
  void everyQueryHasData_whileTheDemosFaultsAreOn(@TempDir Path folder) throws Exception {
    String connect = "127.0.0.1:" + FreePorts.next();
    try (NodeFigures node = new NodeFigures();
        RealPrometheus prometheus = RealPrometheus.started(config(folder, node, connect));
        RealJaeger jaeger = jaeger(prometheus);
        Embedded backbone = new Embedded(folder.resolve("data"), PORT_BASE);
        SecuredParts parts = new SecuredParts(folder, environment())) {
      backbone.up(jaeger == null ? NO_JAEGER : traced(jaeger));
      parts.start("connect", connect(connect));
      DashboardRun run = new DashboardRun(prometheus.url(), ports.url(Port.ELASTICSEARCH));
      KibanaRun kibana = new KibanaRun(ports.url(Port.ELASTICSEARCH));
      fault(backbone, "error-burst");
      Eventually.await("answers that failed", DATA, () -> run.most(FAILED) > 0);
      fault(backbone, "slow-redis");
      Eventually.await("slow Redis", DATA, () -> run.most(REDIS_MS) > 1_000);
      await(run::empty);
      await(kibana::empty);
      assertThat(run.most(ERROR_RATIO)).isBetween(0.01, 1.0);
      assertThat(run.now(DISK)).isBetween(0.949, 0.96);
      Eventually.await("one of two cores in use", () -> Math.abs(run.now(CPU) - 0.5) < 0.05);
      if (jaeger != null) {
        SignalLinks.monitorTab(jaeger);
        SignalLinks.traceAndItsLogs(backbone, jaeger);
        SignalLinks.exemplars(prometheus, jaeger);
      }
      System.out.println(
          "Checked by their queries only, as neither Grafana nor Kibana is here to draw them: "
              + run.shown()
              + " in Grafana, all searches and pictures in Kibana");
    }
  }

  private static RealJaeger jaeger(RealPrometheus prometheus) throws Exception {
    if (Peers.find("jaeger-all-in-one").isEmpty()) {
      System.out.println("Skipped a part: jaeger-all-in-one is not there; .ci/run gets it.");
      return null;
    }
    return RealJaeger.started(MonitorTab.options(prometheus.url()));
  }

  private static String[] traced(RealJaeger jaeger) {
    return new String[] {"--otlp-jaeger", jaeger.otlpGrpc()};
  }

  private String config(Path folder, NodeFigures node, String connect) throws Exception {
    return ShippedPrometheus.config(
        folder,
        Map.of(
            "jobs", ports.address(Port.JOBS_METRICS),
            "shipper", ports.address(Port.SHIPPER_METRICS),
            "gateway", ports.address(Port.GATEWAY_METRICS),
            "connect", connect,
            "node", node.address()));
  }

  private Map<String, String> environment() {
    return Map.of(
        "KAFKA_BOOTSTRAP_SERVERS",
        ports.address(Port.KAFKA),
        "REGISTRY_URL",
        ports.url(Port.REGISTRY) + "/apis/ccompat/v7",
        "ELASTICSEARCH_URL",
        ports.url(Port.ELASTICSEARCH),
        "ELASTICSEARCH_USER",
        "",
        "ELASTICSEARCH_PASSWORD",
        "",
        "JAEGER_ENDPOINT",
        "");
  }

  /** The part of production beside the plain worker of {@code up}, in a group of its own. */
  private static Map<String, String> connect(String metrics) {
    return Map.of(
        "CONNECT_METRICS_ADDRESS",
        metrics,
        "CONNECT_REST_ADDRESS",
        "127.0.0.1:" + FreePorts.next(),
        "CONNECT_GROUP_ID",
        "dashboards");
  }

  private static void fault(Embedded backbone, String name) throws Exception {
    Command.Result result =
        Command.run("demo", "fault", name, "--for", "120s", "--data", backbone.data().toString());
    assertThat(result.code()).as(result.output()).isZero();
  }

  /** Waits until nothing is empty any more. */
  private static void await(Callable<List<String>> asked) throws Exception {
    List<String> empty = new ArrayList<>();
    try {
      Eventually.await(
          "data",
          DATA,
          () -> {
            empty.clear();
            empty.addAll(asked.call());
            return empty.isEmpty();
          });
    } catch (AssertionError e) {
      assertThat(empty).as("queries without data").isEmpty();
    }
  }
}
