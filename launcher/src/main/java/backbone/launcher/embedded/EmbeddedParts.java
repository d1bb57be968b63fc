// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.launcher.cluster.SchemaIds;
import backbone.launcher.cluster.TopicPlan;
import backbone.launcher.embedded.Ports.Port;
import backbone.launcher.embedded.UpSettings.Up;
import backbone.schema.Catalogue;
import backbone.schema.Topic;
import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryConfig;
import backbone.servers.ConnectWorker;
import backbone.servers.ElasticsearchServer;
import backbone.servers.KafkaBroker;
import backbone.servers.ProgramServer;
import backbone.servers.SchemaRegistryServer;
import backbone.servers.Server;
import backbone.servers.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** The list of the embedded parts, in the order in which data flows through them. */
final class EmbeddedParts {

  /** Below this Prometheus keeps less than the day that alerts look back. */
  private static final long RETENTION_BYTES_MIN = 100_000_000L;

  private final Up up;
  private final DataFolder folder;
  private final PartSettings settings;
  private final Alerting alerting;
  private final String classPath = System.getProperty("java.class.path");

  EmbeddedParts(Up up, DataFolder folder) {
    this.up = up;
    this.folder = folder;
    this.alerting = Alerting.of(up, folder);
    this.settings = new PartSettings(up, folder, alerting);
  }

  List<EmbeddedPart> list() {
    List<EmbeddedPart> parts = new ArrayList<>();
    if (up.elasticsearch() == null) {
      parts.add(EmbeddedPart.of("elasticsearch", List.of(), elasticsearch()));
    }
    if (up.bootstrap() == null) {
      parts.add(new EmbeddedPart("kafka", List.of(), kafka(), this::createTopics, true));
    }
    if (up.registry() == null) {
      parts.add(
          new EmbeddedPart("registry", present(parts, "kafka"), registry(), this::schemas, true));
    }
    List<String> ground = present(parts, "kafka", "registry");
    parts.add(ours("jobs", "384m", ground, up.ports().url(Port.JOBS_METRICS) + "/health"));
    parts.add(new EmbeddedPart("connect", ground, connect(), new Connectors(up)::put, true));
    String gateway = up.ports().url(Port.GATEWAY_METRICS) + "/health";
    parts.add(ours("gateway", "160m", present(parts, "kafka"), gateway));
    if (settings.shipperNeeded()) {
      String health = up.ports().url(Port.SHIPPER_METRICS) + "/health";
      parts.add(ours("shipper", "64m", present(parts, "kafka"), health));
    }
    if (up.demo()) {
      parts.add(ours("demo", "64m", present(parts, "kafka"), null));
    }
    parts.add(
        ours(
            "console",
            "96m",
            present(parts, "elasticsearch"),
            up.ports().url(Port.CONSOLE) + "/health"));
    watching(parts);
    return parts;
  }

  /** They watch the others, and nothing waits for them. */
  private void watching(List<EmbeddedPart> parts) {
    alerting
        .prometheus()
        .ifPresent(
            program ->
                parts.add(
                    new EmbeddedPart(
                        "prometheus", List.of(), prometheus(program), () -> {}, false)));
    alerting
        .alertmanager()
        .ifPresent(
            program ->
                parts.add(
                    new EmbeddedPart(
                        "alertmanager", List.of(), alertmanager(program), () -> {}, false)));
  }

  private Server prometheus(Path program) {
    List<String> command =
        List.of(
            program.toString(),
            "--config.file=" + folder.part("prometheus").resolve("prometheus.yml"),
            "--storage.tsdb.path=" + folder.part("prometheus").resolve("data"),
            "--storage.tsdb.retention.size="
                + Math.max(RETENTION_BYTES_MIN, new DiskBudget(up.diskBytes()).metricsBytes())
                + "B",
            "--web.listen-address=" + up.ports().address(Port.PROMETHEUS),
            "--enable-feature=exemplar-storage",
            "--log.level=warn");
    return new Written(alerting::writePrometheus, program("prometheus", command, Port.PROMETHEUS));
  }

  private Server alertmanager(Path program) {
    List<String> command =
        List.of(
            program.toString(),
            "--config.file=" + folder.part("prometheus").resolve("alertmanager.yml"),
            "--storage.path=" + folder.part("prometheus").resolve("silences"),
            "--web.listen-address=" + up.ports().address(Port.ALERTMANAGER),
            "--cluster.listen-address=",
            "--log.level=warn");
    return new Written(
        alerting::writeAlertmanager, program("alertmanager", command, Port.ALERTMANAGER));
  }

  private ProgramServer program(String name, List<String> command, Port port) {
    return new ProgramServer(
        new ProgramServer.Config(
            name,
            command,
            Map.of("GOMEMLIMIT", "256MiB"),
            folder.part("prometheus"),
            folder.log(name),
            up.ports().url(port) + "/-/ready"));
  }

  /** A server whose files are written before each start. */
  private record Written(Files files, ProgramServer server) implements Server {

    /** Writes what the server reads. */
    private interface Files {
      Path write() throws IOException;
    }

    @Override
    public void start() throws IOException {
      files.write();
      server.start();
    }

    @Override
    public boolean ready() {
      return server.ready();
    }

    @Override
    public ServerProcess process() {
      return server.process();
    }
  }

  /** Topics and schemas on servers that are not ours to start. */
  void prepareForeign() throws IOException {
    try {
      if (up.bootstrap() != null) {
        createTopics();
      }
      if (up.registry() != null) {
        schemas();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while preparing " + up.kafka(), e);
    } catch (Exception e) {
      throw new IOException(
          "the given servers cannot be prepared: "
              + e.getMessage()
              + ". Check --bootstrap and --registry",
          e);
    }
  }

  private EmbeddedPart ours(String part, String heap, List<String> needs, String health) {
    PartProcess.Config config = new PartProcess.Config(part, heap, settings.of(part), health);
    return EmbeddedPart.of(part, needs, new PartProcess(folder, config));
  }

  private ElasticsearchServer elasticsearch() {
    return new ElasticsearchServer(
        new ElasticsearchServer.Config(
            folder.elasticsearch(),
            up.ports().of(Port.ELASTICSEARCH),
            up.ports().of(Port.ELASTICSEARCH_TRANSPORT),
            "512m",
            folder.log("elasticsearch")));
  }

  private KafkaBroker kafka() {
    return new KafkaBroker(
        new KafkaBroker.Config(
            folder.part("kafka"),
            up.ports().of(Port.KAFKA),
            up.ports().of(Port.CONTROLLER),
            "320m",
            classPath,
            folder.log("kafka")));
  }

  private SchemaRegistryServer registry() {
    return new SchemaRegistryServer(
        new SchemaRegistryServer.Config(
            folder.part("registry"), up.ports().of(Port.REGISTRY), "128m", folder.log("registry")));
  }

  private ConnectWorker connect() {
    return new ConnectWorker(
        new ConnectWorker.Config(
            folder.part("connect"),
            up.ports().of(Port.CONNECT),
            up.kafka(),
            Path.of(System.getProperty("backbone.plugins")),
            "160m",
            classPath,
            folder.log("connect")));
  }

  private void createTopics() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", up.kafka()))) {
      new TopicPlan(admin, Topic.PREFIX_DEFAULT, (short) 1).apply(Catalogue.topics());
      if (up.bootstrap() == null) {
        new DiskBudget(up.diskBytes()).setSegments(admin, Catalogue.topics());
      }
    }
  }

  private void schemas() throws Exception {
    RegistryClient client = new RegistryClient(RegistryConfig.of(up.registryUrl()));
    new SchemaIds(client, Topic.PREFIX_DEFAULT).verify(folder.schemaIds());
  }

  private static List<String> present(List<EmbeddedPart> parts, String... wanted) {
    return List.of(wanted).stream()
        .filter(name -> parts.stream().anyMatch(part -> part.name().equals(name)))
        .toList();
  }
}
