// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.embedded.Ports.Port;
import backbone.launcher.embedded.UpSettings.Up;
import backbone.service.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {

  @TempDir private Path parent;
  private DataFolder folder;
  private final Map<String, String> flags = new HashMap<>();

  @BeforeEach
  void openFolder() throws IOException {
    folder = new DataFolder(parent.resolve("data"));
    folder.open();
    flags.put(UpSettings.DATA_CONFIG, folder.root().toString());
    flags.put(UpSettings.PORT_BASE_CONFIG, Integer.toString(freeBase()));
  }

  @AfterEach
  void removeFolder() throws IOException {
    folder.purge();
  }

  @Test
  void findsNothing_whenAllIsWell() throws IOException {
    Path log = Files.writeString(parent.resolve("app.log"), "Started.\n");

    assertThat(problems(log.toString())).isEmpty();
  }

  @Test
  void namesThePort_whenItIsTaken() throws IOException {
    int port = up().ports().of(Port.CONNECT);

    try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(problems())
          .containsExactly(
              "port "
                  + other.getLocalPort()
                  + " (connect) is taken by another process. Stop that one, or choose other ports:"
                  + " --port-base 18080");
    }
  }

  @Test
  void refusesALoop_whenJaegerIsOurOwnGateway() {
    String gateway = "localhost:" + up().ports().of(Port.GATEWAY_GRPC);
    flags.put(UpSettings.OTLP_JAEGER_CONFIG, gateway);
    assertThat(problems())
        .containsExactly(
            "--otlp-jaeger="
                + gateway
                + " is this backbone's own gateway, so kept traces would come in again for ever."
                + " Name Jaeger's address, or give ours other ports: --port-base 18080");

    flags.put(UpSettings.OTLP_JAEGER_CONFIG, "localhost:1");
    assertThat(problems()).isEmpty();
  }

  @Test
  void leavesAPortAlone_whenTheServerIsNotOurs() throws IOException {
    flags.put(UpSettings.BOOTSTRAP_CONFIG, "kafka:9092");
    flags.put(UpSettings.REGISTRY_CONFIG, "http://registry:8081");
    flags.put(UpSettings.ELASTICSEARCH_CONFIG, "http://elasticsearch:9200");
    Ports ports = up().ports();

    try (ServerSocket kafka = loopback(ports.of(Port.KAFKA));
        ServerSocket registry = loopback(ports.of(Port.REGISTRY));
        ServerSocket elasticsearch = loopback(ports.of(Port.ELASTICSEARCH))) {
      assertThat(List.of(kafka, registry, elasticsearch)).allMatch(ServerSocket::isBound);
      assertThat(problems()).isEmpty();
    }
  }

  @Test
  void namesTheGlob_whenItMatchesNothing() {
    String glob = parent + "/*.log";

    assertThat(problems(glob))
        .containsExactly(
            "\""
                + glob
                + "\" matches no file. Check the path, quote the glob, or create the file.");
  }

  @Test
  void refusesOurOwnLogs() throws IOException {
    Path own = Files.writeString(folder.log("kafka"), "Started.\n");

    assertThat(problems(folder.logs() + "/*.log"))
        .containsExactly(
            "\""
                + folder.logs()
                + "/*.log\" matches only our own files, such as "
                + own
                + ", which would feed themselves. Name other files.");
  }

  @Test
  void reportsEverythingAtOnce() throws IOException {
    try (ServerSocket other = loopback(up().ports().of(Port.CONSOLE))) {
      assertThat(other.isBound()).isTrue();
      assertThat(problems(parent + "/*.log")).hasSize(2);
    }
  }

  private List<String> problems(String... logs) {
    flags.put(UpSettings.LOGS_CONFIG, String.join(",", logs));
    return new Preflight(up(), folder).problems();
  }

  private Up up() {
    return UpSettings.read(Settings.load(new UpSettings(), null, Map.of(), flags));
  }

  private static ServerSocket loopback(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }

  /** A base whose ports nobody listens on; looked for above those that systems hand out. */
  private static int freeBase() {
    for (int base = 61_000; base < 65_000; base += 20) {
      if (new Ports(base).all().values().stream().allMatch(PreflightTest::free)) {
        return base;
      }
    }
    throw new AssertionError("no run of free ports from 61000 to 65000");
  }

  private static boolean free(int port) {
    try (ServerSocket socket = loopback(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
