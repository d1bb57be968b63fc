// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import backbone.servers.Probe;
import backbone.servers.Server;
import backbone.servers.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Alertmanager in a process of its own, on a free loopback port, without a cluster. */
public final class RealAlertmanager extends RealServer {

  private final Program alertmanager;

  private RealAlertmanager(Path folder, Program alertmanager) throws IOException {
    super(folder, alertmanager);
    this.alertmanager = alertmanager;
  }

  /**
   * Starts one and waits until it answers, about 1 s; the test is skipped where there is none.
   *
   * @param config its whole configuration, YAML or JSON
   */
  public static RealAlertmanager started(String config) throws IOException {
    Path program = program();
    Path folder = TestFolder.make("alertmanager");
    Files.writeString(folder.resolve("alertmanager.yml"), config);
    return new RealAlertmanager(folder, new Program(program, folder));
  }

  /** The program, which Debian names otherwise; the test is skipped where there is none. */
  public static Path program() {
    return Peers.find("prometheus-alertmanager").orElseGet(() -> Peers.require("alertmanager"));
  }

  /** {@code HOST:PORT} of its page and its API. */
  public String address() {
    return "127.0.0.1:" + alertmanager.port;
  }

  private static final class Program implements Server {

    private final Path program;
    private final Path folder;
    private final int port = FreePorts.next();
    private ServerProcess process;

    private Program(Path program, Path folder) {
      this.program = program;
      this.folder = folder;
    }

    @Override
    public void start() throws IOException {
      List<String> command =
          List.of(
              program.toString(),
              "--config.file=" + folder.resolve("alertmanager.yml"),
              "--storage.path=" + folder.resolve("data"),
              "--web.listen-address=127.0.0.1:" + port,
              "--cluster.listen-address=",
              "--log.level=info");
      process =
          ServerProcess.start(
              new ServerProcess.Spec(
                  "alertmanager", command, Map.of(), folder, folder.resolve("alertmanager.log")));
    }

    @Override
    public boolean ready() {
      return Probe.page("http://127.0.0.1:" + port + "/-/ready");
    }

    @Override
    public ServerProcess process() {
      return process;
    }
  }
}
