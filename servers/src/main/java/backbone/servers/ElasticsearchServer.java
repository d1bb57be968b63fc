// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One Elasticsearch node on loopback, from Elastic's integration-test distribution. It refuses to
 * run as root, so root starts it as {@code nobody} from a folder that this user can reach.
 */
public final class ElasticsearchServer implements Server {

  /**
   * Where and how.
   *
   * @param data folder of everything that outlives the process; as root, below {@link
   *     ElasticsearchFiles#ROOT_HOME}
   * @param port of HTTP
   * @param transportPort of the node's own protocol
   * @param heap such as {@code 512m}
   * @param log file for the process's output
   * @param security who may come in, and how
   */
  public record Config(
      Path data, int port, int transportPort, String heap, Path log, Security security) {

    /** A node that takes anyone on loopback. */
    public Config(Path data, int port, int transportPort, String heap, Path log) {
      this(data, port, transportPort, heap, log, Security.NONE);
    }
  }

  /**
   * What a secured node has beyond an open one.
   *
   * @param settings of the node, instead of or beside its usual ones
   * @param files further files of its configuration folder by name, such as {@code users}
   */
  public record Security(Map<String, String> settings, Map<String, String> files) {

    static final Security NONE = new Security(Map.of(), Map.of());

    @Override
    public String toString() {
      return "Security[hidden]";
    }
  }

  private final Config config;
  private final ElasticsearchFiles files;
  private ServerProcess process;

  public ElasticsearchServer(Config config) {
    this.config = config;
    this.files = new ElasticsearchFiles(config.data());
  }

  public String url() {
    return (secured() ? "https" : "http") + "://127.0.0.1:" + config.port();
  }

  @Override
  public void start() throws IOException {
    Map<String, String> settings = new TreeMap<>(settings());
    settings.putAll(config.security().settings());
    files.prepare(settings, config.security().files(), config.heap());
    List<String> command = new ArrayList<>();
    if (ElasticsearchFiles.root()) {
      command.addAll(
          List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"));
    }
    command.add(files.distribution().resolve("bin/elasticsearch").toString());
    process =
        ServerProcess.start(
            new ServerProcess.Spec(
                "elasticsearch", command, environment(), config.data(), config.log()));
  }

  /** A secured node tells its health only to those who log in; it opens its port when it is up. */
  @Override
  public boolean ready() {
    if (secured()) {
      return Probe.port(config.port());
    }
    String health = Probe.get(url() + "/_cluster/health");
    return health != null
        && (health.contains("\"status\":\"green\"") || health.contains("\"status\":\"yellow\""));
  }

  @Override
  public ServerProcess process() {
    return process;
  }

  private boolean secured() {
    return !config.security().equals(Security.NONE);
  }

  private Map<String, String> environment() {
    return Map.of(
        "ES_JAVA_HOME", System.getProperty("java.home"),
        "ES_PATH_CONF", files.config().toString(),
        "ES_TMPDIR", files.temporary().toString(),
        "HOME", config.data().toString(),
        "ES_JAVA_OPTS", String.join(" ", JavaCommand.more()),
        // The start script runs a small JVM that starts the server's; when it ends, both end.
        "CLI_JAVA_OPTS", "-Xmx32m -XX:TieredStopAtLevel=1 -javaagent:" + agent() + temporary());
  }

  /** The small JVM leaves files behind; where the folder has no blank they lie in it. */
  private String temporary() {
    String folder = files.temporary().toString();
    return folder.contains(" ") ? "" : " -Djava.io.tmpdir=" + folder;
  }

  /** The start script goes to its distribution and splits its options at blanks. */
  private Path agent() {
    Path agent = files.agent();
    Path home = files.distribution();
    boolean beside = home.getParent().equals(agent.getParent());
    return beside ? home.relativize(agent) : agent;
  }

  private Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("cluster.name", "backbone"),
        Map.entry("node.name", "embedded"),
        Map.entry("discovery.type", "single-node"),
        Map.entry("http.host", "127.0.0.1"),
        Map.entry("transport.host", "127.0.0.1"),
        Map.entry("http.port", Integer.toString(config.port())),
        Map.entry("transport.port", Integer.toString(config.transportPort())),
        Map.entry("path.data", config.data().resolve("data").toString()),
        Map.entry("path.logs", config.data().resolve("logs").toString()),
        Map.entry("xpack.security.enabled", "false"),
        // Absolute, because 85 % of a large disk is nothing to stop for.
        Map.entry("cluster.routing.allocation.disk.watermark.low", "2gb"),
        Map.entry("cluster.routing.allocation.disk.watermark.high", "1gb"),
        Map.entry("cluster.routing.allocation.disk.watermark.flood_stage", "500mb"),
        Map.entry("cluster.info.update.interval", "10s"));
  }
}
