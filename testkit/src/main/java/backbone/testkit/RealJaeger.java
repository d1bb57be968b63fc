// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import backbone.servers.Probe;
import backbone.servers.Server;
import backbone.servers.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Jaeger's all-in-one in a process of its own, on free loopback ports. It keeps traces in memory: a
 * killed one has forgotten them when it is back.
 */
public final class RealJaeger extends RealServer {

  /** Traces it keeps at most. */
  public static final int TRACES_MAX = 50_000;

  /** Jaeger 1 answers OK and drops what its queue cannot take; this holds all of a test. */
  private static final int QUEUE_SPANS = 100_000;

  private final AllInOne jaeger;

  private RealJaeger(Path folder, AllInOne jaeger) throws IOException {
    super(folder, jaeger);
    this.jaeger = jaeger;
  }

  /** Starts one and waits until it answers, about 1 s; the test is skipped where there is none. */
  public static RealJaeger started() throws IOException {
    return started(Map.of());
  }

  /**
   * As {@link #started()}, with the numbers of its Monitor tab from a Prometheus.
   *
   * @param prometheus its options without {@code prometheus.}, such as {@code server-url}; empty
   *     for no Monitor tab
   */
  public static RealJaeger started(Map<String, String> prometheus) throws IOException {
    Path program = Peers.require("jaeger-all-in-one");
    Path folder = TestFolder.make("jaeger");
    return new RealJaeger(folder, new AllInOne(program, folder, prometheus));
  }

  /** {@code HOST:PORT} of OTLP over gRPC. */
  public String otlpGrpc() {
    return address(jaeger.otlpPort);
  }

  /** Base URL of the query API over HTTP. */
  public String queryUrl() {
    return "http://" + address(jaeger.queryPort);
  }

  private static String address(int port) {
    return "127.0.0.1:" + port;
  }

  private static final class AllInOne implements Server {

    /** Those that nobody asks but that listen on all addresses unless told otherwise. */
    private static final List<String> OTHER_LISTENERS =
        List.of(
            "collector.otlp.http.host-port",
            "collector.grpc-server.host-port",
            "collector.http-server.host-port",
            "query.grpc-server.host-port",
            "admin.http.host-port",
            "http-server.host-port",
            "processor.jaeger-binary.server-host-port",
            "processor.jaeger-compact.server-host-port",
            "processor.zipkin-compact.server-host-port");

    /** Otherwise it traces itself and sends that to whoever listens on port 4317. */
    private static final Map<String, String> QUIET = Map.of("OTEL_TRACES_SAMPLER", "always_off");

    private final Path program;
    private final Path folder;
    private final Map<String, String> prometheus;
    private final int otlpPort = FreePorts.next();
    private final int queryPort = FreePorts.next();
    private ServerProcess process;

    private AllInOne(Path program, Path folder, Map<String, String> prometheus) {
      this.program = program;
      this.folder = folder;
      this.prometheus = prometheus;
    }

    @Override
    public void start() throws IOException {
      List<String> command = new ArrayList<>(List.of(program.toString()));
      command.add("--collector.otlp.grpc.host-port=" + address(otlpPort));
      command.add("--query.http-server.host-port=" + address(queryPort));
      for (String listener : OTHER_LISTENERS) {
        command.add("--" + listener + "=" + address(FreePorts.next()));
      }
      command.add("--memory.max-traces=" + TRACES_MAX);
      command.add("--collector.queue-size=" + QUEUE_SPANS);
      prometheus.forEach((name, value) -> command.add("--prometheus." + name + "=" + value));
      Map<String, String> environment = new HashMap<>(QUIET);
      if (!prometheus.isEmpty()) {
        environment.put("METRICS_STORAGE_TYPE", "prometheus");
      }
      Files.createDirectories(folder);
      process =
          ServerProcess.start(
              new ServerProcess.Spec(
                  "jaeger", command, environment, folder, folder.resolve("jaeger.log")));
    }

    @Override
    public boolean ready() {
      return Probe.port(otlpPort) && Probe.page("http://" + address(queryPort) + "/api/services");
    }

    @Override
    public ServerProcess process() {
      return process;
    }
  }
}
