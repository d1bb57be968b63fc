// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import backbone.launcher.cluster.SchemaIds;
import backbone.launcher.cluster.TopicPlan;
import backbone.schema.Catalogue;
import backbone.schema.Topic;
import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryConfig;
import backbone.servers.KafkaBroker;
import backbone.servers.SchemaRegistryServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A real broker and a real registry, each a process of its own on loopback, for one benchmark. */
final class Cluster implements AutoCloseable {

  static final String PREFIX = Topic.PREFIX_DEFAULT;

  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final String BROKER_HEAP = "512m";
  private static final String REGISTRY_HEAP = "128m";

  private final BenchFolder folder;
  private final KafkaBroker broker;
  private final SchemaRegistryServer registry;

  private Cluster(BenchFolder folder, KafkaBroker broker, SchemaRegistryServer registry) {
    this.folder = folder;
    this.broker = broker;
    this.registry = registry;
  }

  /** Starts both below a folder, with the catalogue's topics and schemas. */
  static Cluster start(BenchFolder folder) throws Exception {
    KafkaBroker broker =
        new KafkaBroker(
            new KafkaBroker.Config(
                folder.path().resolve("kafka"),
                freePort(),
                freePort(),
                BROKER_HEAP,
                System.getProperty("java.class.path"),
                folder.path().resolve("kafka.log")));
    SchemaRegistryServer registry =
        new SchemaRegistryServer(
            new SchemaRegistryServer.Config(
                folder.path().resolve("registry"),
                freePort(),
                REGISTRY_HEAP,
                folder.path().resolve("registry.log")));
    Cluster cluster = new Cluster(folder, broker, registry);
    try {
      cluster.begin();
      return cluster;
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
  }

  private void begin() throws Exception {
    broker.start();
    folder.own(broker.process());
    registry.start();
    folder.own(registry.process());
    broker.awaitReady(START_MAX);
    try (Admin admin = admin()) {
      new TopicPlan(admin, PREFIX, (short) 1).apply(Catalogue.topics());
    }
    registry.awaitReady(START_MAX);
    new SchemaIds(registryClient(), PREFIX).verify(folder.path().resolve("schema-ids"));
  }

  String bootstrap() {
    return broker.bootstrap();
  }

  String registryUrl() {
    return registry.url();
  }

  RegistryClient registryClient() {
    return new RegistryClient(RegistryConfig.of(registry.url()));
  }

  BenchFolder folder() {
    return folder;
  }

  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrap()));
  }

  /** Client settings that reach the broker. */
  Map<String, Object> client() {
    return new HashMap<>(Map.of("bootstrap.servers", bootstrap()));
  }

  /** Creates a topic with as many partitions as the catalogue's. */
  void create(String topic) throws Exception {
    try (Admin admin = admin()) {
      admin
          .createTopics(List.of(new NewTopic(topic, Catalogue.PARTITIONS_DEFAULT, (short) 1)))
          .all()
          .get();
    }
  }

  /** Stops the broker's process, as an outage would. */
  void stopBroker() {
    broker.process().kill();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    registry.close();
    broker.close();
  }
}
