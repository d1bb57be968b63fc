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
import backbone.servers.SchemaRegistryServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** The list of the embedded parts, in the order in which data flows through them. */
final class EmbeddedParts {

  private final Up up;
  private final DataFolder folder;
  private final PartSettings settings;
  private final String classPath = System.getProperty("java.class.path");

  EmbeddedParts(Up up, DataFolder folder) {
    this.up = up;
    this.folder = folder;
    this.settings = new PartSettings(up, folder);
  }

  List<EmbeddedPart> list() {
    List<EmbeddedPart> parts = new ArrayList<>();
    if (up.elasticsearch() == null) {
      parts.add(EmbeddedPart.of("elasticsearch", List.of(), elasticsearch()));
    }
    if (up.bootstrap() == null) {
      parts.add(new EmbeddedPart("kafka", List.of(), kafka(), this::createTopics));
    }
    if (up.registry() == null) {
      parts.add(new EmbeddedPart("registry", present(parts, "kafka"), registry(), this::schemas));
    }
    List<String> ground = present(parts, "kafka", "registry");
    parts.add(ours("jobs", "384m", ground, up.ports().url(Port.JOBS_METRICS) + "/health"));
    parts.add(new EmbeddedPart("connect", ground, connect(), new Connectors(up)::put));
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
    return parts;
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
