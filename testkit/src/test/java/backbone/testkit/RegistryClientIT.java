// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryConfig;
import backbone.schema.registry.RegistryException;
import backbone.schema.registry.RegistryUnavailableException;
import backbone.schema.registry.UnknownSchemaException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RegistryClientIT {

  private static final int UNKNOWN_ID = 999_999;
  private static final Schema LINE =
      SchemaBuilder.record("Line").fields().requiredString("text").endRecord();
  private static final Schema LINE_WITH_LEVEL =
      SchemaBuilder.record("Line")
          .fields()
          .requiredString("text")
          .optionalString("level")
          .endRecord();
  private static final Schema LINE_AS_NUMBER =
      SchemaBuilder.record("Line").fields().requiredLong("text").endRecord();

  private static RealRegistry registry;

  @BeforeAll
  static void start() throws IOException {
    registry = RealRegistry.started();
  }

  @AfterAll
  static void stop() {
    if (registry != null) {
      registry.close();
    }
  }

  @Test
  void givesTheSameId_whenRegisteredTwice() {
    int id = registry.client().register("twice-value", LINE);

    assertThat(registry.client().register("twice-value", LINE)).isEqualTo(id);
    assertThat(registry.client().idOf("twice-value", LINE)).isEqualTo(id);
  }

  @Test
  void findsASchemaByItsId() {
    int id = registry.client().register("by-id-value", LINE_WITH_LEVEL);

    assertThat(registry.client().byId(id)).isEqualTo(LINE_WITH_LEVEL);
  }

  @Test
  void givesAnotherId_whenTheSchemaHasGrown() {
    int before = registry.client().register("grown-value", LINE);

    assertThat(registry.client().register("grown-value", LINE_WITH_LEVEL)).isNotEqualTo(before);
    assertThat(registry.client().byId(before)).isEqualTo(LINE);
  }

  @Test
  void takesTheRecordForBad_whenItsIdIsUnknown() {
    RegistryClient client = registry.client();

    assertThatThrownBy(() -> client.byId(UNKNOWN_ID))
        .isInstanceOf(UnknownSchemaException.class)
        .hasMessage("the registry does not know schemas/ids/" + UNKNOWN_ID);
    assertThatThrownBy(() -> client.idOf("nobody-value", LINE))
        .isInstanceOf(UnknownSchemaException.class)
        .hasMessage(
            "subject nobody-value does not hold this schema. Run `./backbone topics apply`.");
  }

  @Test
  void asksOnceForAnUnknownId_whenManyRecordsCarryIt() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (CloseableServer proxy = CloseableServer.before(registry, asked)) {
      RegistryClient client = new RegistryClient(RegistryConfig.of(proxy.url()));

      for (int i = 0; i < 100; i++) {
        assertThatThrownBy(() -> client.byId(UNKNOWN_ID))
            .isInstanceOf(UnknownSchemaException.class);
      }
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void asksForPatience_whenNoRegistryAnswers() {
    String nobody = "http://127.0.0.1:" + FreePorts.next();
    RegistryClient client = new RegistryClient(RegistryConfig.of(nobody));

    assertThatThrownBy(() -> client.byId(1))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessage(
            "no schema registry answers at [" + nobody + "]. Start it or mend registry.url");
  }

  @Test
  void asksTheOther_whenTheFirstIsDown() {
    String nobody = "http://127.0.0.1:" + FreePorts.next();
    RegistryClient client = new RegistryClient(RegistryConfig.of(nobody + ", " + registry.url()));

    int id = client.register("fail-over-value", LINE);

    assertThat(client.byId(id)).isEqualTo(LINE);
  }

  @Test
  void keepsWhatItKnows_whenTheRegistryGoesDown() throws Exception {
    try (RealRegistry mortal = RealRegistry.started()) {
      RegistryClient client = mortal.client();
      int id = client.register("kept-value", LINE);
      Schema before = client.byId(id);

      mortal.kill();

      assertThat(client.byId(id)).isSameAs(before);
      assertThatThrownBy(() -> client.byId(UNKNOWN_ID))
          .isInstanceOf(RegistryUnavailableException.class);
    }
  }

  @Test
  void saysWhy_whenTheRegistryRefusesASchema() throws Exception {
    registry.client().register("strict-value", LINE);
    demandCompatibility("strict-value");

    assertThatThrownBy(() -> registry.client().register("strict-value", LINE_AS_NUMBER))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith("the registry refuses to register strict-value: HTTP 409 ")
        .hasMessageContaining("ncompatible");
    assertThat(registry.client().register("strict-value", LINE_WITH_LEVEL)).isPositive();
  }

  private static void demandCompatibility(String subject) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(registry.url() + "/config/" + subject))
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"FULL\"}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Hands requests on to a registry and counts them. */
  private record CloseableServer(HttpServer server) implements AutoCloseable {

    static CloseableServer before(RealRegistry registry, AtomicInteger asked) throws IOException {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
      server.createContext(
          "/",
          exchange -> {
            asked.incrementAndGet();
            URI target = URI.create(registry.url() + exchange.getRequestURI());
            try (exchange) {
              HttpResponse<byte[]> answer =
                  HttpClient.newHttpClient()
                      .send(
                          HttpRequest.newBuilder(target).build(),
                          HttpResponse.BodyHandlers.ofByteArray());
              exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
              exchange.getResponseBody().write(answer.body());
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      server.start();
      return new CloseableServer(server);
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
