// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.servers;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** One Kafka broker that is its own KRaft controller, on loopback, in a process of its own. */
public final class KafkaBroker implements Server {

  /**
   * Where and how.
   *
   * @param data folder of everything that outlives the process
   * @param port of clients
   * @param controllerPort of KRaft
   * @param heap such as {@code 320m}
   * @param classPath that holds {@code kafka.Kafka}
   * @param log file for the process's output
   * @param security who may come in, and how
   */
  public record Config(
      Path data,
      int port,
      int controllerPort,
      String heap,
      String classPath,
      Path log,
      Security security) {

    /** A broker that takes anyone on loopback. */
    public Config(
        Path data, int port, int controllerPort, String heap, String classPath, Path log) {
      this(data, port, controllerPort, heap, classPath, log, Security.NONE);
    }
  }

  /**
   * What a secured broker has beyond an open one.
   *
   * @param settings of the broker, instead of or beside its usual ones
   * @param users as {@code kafka-storage --add-scram} takes them, made with the data folder
   */
  public record Security(Map<String, String> settings, List<String> users) {

    static final Security NONE = new Security(Map.of(), List.of());

    @Override
    public String toString() {
      return "Security[hidden]";
    }
  }

  private static final int NODE_ID = 1;

  private final Config config;
  private ServerProcess process;

  public KafkaBroker(Config config) {
    this.config = config;
  }

  public String bootstrap() {
    return "127.0.0.1:" + config.port();
  }

  @Override
  public void start() throws IOException {
    Files.createDirectories(config.data());
    format();
    Path properties = config.data().resolve("server.properties");
    Properties all = new Properties();
    all.putAll(settings());
    try (var out = Files.newOutputStream(properties)) {
      all.store(out, null);
    }
    process =
        ServerProcess.start(
            new ServerProcess.Spec(
                "kafka",
                JavaCommand.heap(config.heap())
                    .main(config.classPath(), "kafka.Kafka", properties.toString()),
                Map.of(),
                config.data(),
                config.log()));
  }

  @Override
  public boolean ready() {
    return Probe.port(config.port());
  }

  @Override
  public ServerProcess process() {
    return process;
  }

  private Path logDir() {
    return config.data().resolve("log");
  }

  /** Gives the data folder its cluster id; does nothing when it has one. */
  private void format() throws IOException {
    if (Files.exists(logDir().resolve("meta.properties"))) {
      return;
    }
    Formatter formatter =
        new Formatter()
            .setPrintStream(new PrintStream(java.io.OutputStream.nullOutputStream()))
            .setNodeId(NODE_ID)
            .setClusterId(Uuid.randomUuid().toString())
            .setDirectories(List.of(logDir().toString()))
            .setMetadataLogDirectory(logDir().toString())
            .setControllerListenerName("CONTROLLER")
            .setScramArguments(config.security().users());
    try {
      formatter.run();
    } catch (Exception e) {
      throw new IOException("the broker's folder " + logDir() + " cannot be formatted", e);
    }
  }

  private Map<String, String> settings() {
    Map<String, String> s = new TreeMap<>();
    s.put("process.roles", "broker,controller");
    s.put("node.id", Integer.toString(NODE_ID));
    s.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + config.controllerPort());
    s.put("controller.listener.names", "CONTROLLER");
    s.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:"
            + config.port()
            + ",CONTROLLER://127.0.0.1:"
            + config.controllerPort());
    s.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + config.port());
    s.put("log.dirs", logDir().toString());
    s.put("auto.create.topics.enable", "false");
    s.put("group.initial.rebalance.delay.ms", "0");
    for (String topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      s.put(topic + ".replication.factor", "1");
      s.put(topic + ".num.partitions", "4");
    }
    s.put("transaction.state.log.min.isr", "1");
    s.put("share.coordinator.state.topic.min.isr", "1");
    s.put("group.min.session.timeout.ms", "3000");
    // One machine, few clients: threads and buffers to match, so that the heap can be small.
    s.put("num.network.threads", "2");
    s.put("num.io.threads", "4");
    s.put("log.cleaner.dedupe.buffer.size", "16777216");
    s.put("log.segment.bytes", "67108864");
    s.put("log.retention.check.interval.ms", "30000");
    s.put("controlled.shutdown.enable", "false");
    s.putAll(config.security().settings());
    return s;
  }
}
