// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stand-in for Connect's REST interface that notes what it is asked. */
class KeeperTest {

  private static final String OURS = "telemetry-elasticsearch-logs";
  private static final String RUNNING = connector("{\"a\":\"1\"}", "RUNNING", "RUNNING");
  private static final String FAILED = connector("{\"a\":\"1\"}", "RUNNING", "FAILED");

  private final List<String> asked = new ArrayList<>();
  private final Time time = new Time();
  private String states = "{}";
  private int putStatus = 200;
  private HttpServer server;
  private Keeper keeper;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    server.createContext(
        "/",
        exchange -> {
          String method = exchange.getRequestMethod();
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean get = method.equals("GET");
          if (!get) {
            asked.add(method + " " + exchange.getRequestURI().getPath() + " " + body);
          }
          byte[] answer = (get ? states : "{\"message\":\"no\"}").getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(get ? 200 : putStatus, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    ConnectConfig config =
        new ConnectConfig(
            new WorkerProperties(Map.of(), Map.of()),
            Map.of(OURS, Map.of("a", "1")),
            List.of("telemetry-jaeger"),
            "http://127.0.0.1:" + server.getAddress().getPort(),
            Duration.ofSeconds(1));
    keeper = new Keeper(new ConnectRest(config.rest()), config, time);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void putsWhatIsMissing_andRemovesWhatIsNotWanted() throws Exception {
    states = "{\"telemetry-jaeger\":" + RUNNING + ",\"theirs\":" + RUNNING + "}";

    keeper.round();

    assertThat(asked)
        .containsExactly(
            "PUT /connectors/" + OURS + "/config {\"a\":\"1\"}",
            "DELETE /connectors/telemetry-jaeger ");
  }

  @Test
  void leavesWhatIsAsItShouldBe() throws Exception {
    states = "{\"" + OURS + "\":" + RUNNING + "}";

    assertThat(keeper.round().get(OURS).runs()).isTrue();

    assertThat(asked).isEmpty();
  }

  @Test
  void putsOtherSettingsOnce_soThatTwoFilesDoNotUndoEachOther() throws Exception {
    states = "{\"" + OURS + "\":" + connector("{\"a\":\"2\"}", "RUNNING", "RUNNING") + "}";

    keeper.round();
    keeper.round();

    assertThat(asked).hasSize(1);
  }

  @Test
  void startsAgainWhatFailed_laterEachTime() throws Exception {
    states = "{\"" + OURS + "\":" + FAILED + "}";
    List<Long> atMs = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      asked.clear();
      keeper.round();
      if (!asked.isEmpty()) {
        atMs.add(time.millis());
      }
      time.nowMs += 1_000;
    }

    assertThat(atMs).containsExactly(0L, 2_000L, 6_000L, 14_000L);
  }

  @Test
  void saysWhyConnectRefuses() {
    putStatus = 400;

    org.assertj.core.api.Assertions.assertThatThrownBy(keeper::round)
        .isInstanceOf(ConnectRest.RefusedException.class)
        .hasMessage("no");
  }

  private static String connector(String config, String state, String task) {
    return "{\"info\":{\"config\":"
        + config
        + "},\"status\":{\"connector\":{\"state\":\""
        + state
        + "\"},\"tasks\":[{\"id\":0,\"state\":\""
        + task
        + "\",\"trace\":\"java.lang.Bug: broken\\n\\tat somewhere\"}]}}";
  }

  /** Moved by hand. */
  private static final class Time extends Clock {

    private long nowMs;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(nowMs);
    }
  }
}
