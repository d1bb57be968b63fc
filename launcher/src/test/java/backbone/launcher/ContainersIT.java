// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Public images, where a Docker engine runs. */
class ContainersIT extends ForeignServers {

  private static final int ELASTICSEARCH_PORT = 9200;
  private static final int REGISTRY_PORT = 8080;
  private static final Duration START = Duration.ofMinutes(3);

  private static KafkaContainer kafka;
  private static GenericContainer<?> registry;
  private static GenericContainer<?> elasticsearch;

  @BeforeAll
  static void start() {
    boolean docker = DockerClientFactory.instance().isDockerAvailable();
    if (!docker) {
      System.out.println(
          "Skipped: no Docker engine. Start one, and this test runs on public images.");
    }
    assumeTrue(docker, "no Docker engine");
    kafka = new KafkaContainer(image("apache/kafka", "kafka.version"));
    registry =
        new GenericContainer<>(image("apicurio/apicurio-registry-mem", "apicurio.version"))
            .withExposedPorts(REGISTRY_PORT)
            .waitingFor(Wait.forHttp("/apis/ccompat/v7/subjects").withStartupTimeout(START));
    elasticsearch =
        new GenericContainer<>(
                image("docker.elastic.co/elasticsearch/elasticsearch", "elasticsearch.version"))
            .withExposedPorts(ELASTICSEARCH_PORT)
            .withEnv("discovery.type", "single-node")
            .withEnv("xpack.security.enabled", "false")
            .withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx512m")
            .waitingFor(Wait.forHttp("/_cluster/health").withStartupTimeout(START));
    kafka.start();
    registry.start();
    elasticsearch.start();
  }

  @AfterAll
  static void stop() {
    for (GenericContainer<?> container :
        new GenericContainer<?>[] {kafka, registry, elasticsearch}) {
      if (container != null) {
        container.stop();
      }
    }
  }

  @Override
  Addresses addresses() {
    return new Addresses(
        kafka.getBootstrapServers(),
        url(registry, REGISTRY_PORT) + "/apis/ccompat/v7",
        url(elasticsearch, ELASTICSEARCH_PORT));
  }

  @Override
  int portBase() {
    return 23_080;
  }

  private static String url(GenericContainer<?> container, int port) {
    return "http://" + container.getHost() + ":" + container.getMappedPort(port);
  }

  private static DockerImageName image(String name, String versionProperty) {
    return DockerImageName.parse(name + ":" + System.getProperty(versionProperty));
  }
}
