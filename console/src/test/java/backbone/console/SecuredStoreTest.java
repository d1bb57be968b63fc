// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.console.store.Store;
import backbone.service.Pem;
import backbone.service.Settings;
import backbone.testkit.Certificates;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way to an Elasticsearch with HTTPS and a login. */
final class SecuredStoreTest {

  @TempDir private Path folder;
  private final List<String> seen = new ArrayList<>();
  private HttpsServer elasticsearch;
  private Certificates authority;

  @BeforeEach
  void start() throws Exception {
    authority = new Certificates(folder);
    Certificates.Signed own = authority.sign("elasticsearch");
    Map<String, String> files =
        Map.of(
            "console.tls.certificate.path", own.certificate().toString(),
            "console.tls.key.path", own.key().toString());
    Pem pem = new Pem(null, "console.tls.certificate.path", "console.tls.key.path");
    elasticsearch =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elasticsearch.setHttpsConfigurator(
        new HttpsConfigurator(pem.read(load(files), new ArrayList<>()).orElseThrow().context()));
    elasticsearch.createContext("/", this::answer);
    elasticsearch.start();
  }

  @AfterEach
  void stop() {
    elasticsearch.stop(0);
  }

  @Test
  void sendsUserAndPassword_toWhomItTrusts() {
    assertThat(
            answers(
                Map.of(
                    "console.elasticsearch.user", "kim",
                    "console.elasticsearch.password", "secret",
                    "console.elasticsearch.tls.ca.path", authority.ca().toString())))
        .isTrue();
    assertThat(seen).containsExactly("Basic a2ltOnNlY3JldA==");
  }

  @Test
  void sendsAnApiKey() {
    assertThat(
            answers(
                Map.of(
                    "console.elasticsearch.api.key",
                    "a2V5",
                    "console.elasticsearch.tls.ca.path",
                    authority.ca().toString())))
        .isTrue();
    assertThat(seen).containsExactly("ApiKey a2V5");
  }

  @Test
  void sendsNothing_toWhomItDoesNotTrust() {
    assertThat(answers(Map.of("console.elasticsearch.api.key", "a2V5"))).isFalse();
    assertThat(seen).isEmpty();
  }

  private boolean answers(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put(
        "console.elasticsearch.hosts", "https://127.0.0.1:" + elasticsearch.getAddress().getPort());
    try (Store store = new Store(ConsoleConfig.of(load(settings)).elasticsearch(), "logs-*")) {
      return store.answers();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
      byte[] body = "{\"_shards\":{\"total\":1,\"failed\":0}}".getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Settings load(Map<String, String> settings) {
    return Settings.load(new ConsolePart(), null, Map.of(), settings);
  }
}
