// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.mask.MaskKeys;
import backbone.engine.mask.MaskRules;
import backbone.engine.parse.ParseRules;
import backbone.engine.rules.YamlNode;
import backbone.engine.rules.YamlProblems;
import backbone.schema.LogDocument;
import backbone.schema.LogEvent;
import backbone.schema.Origin;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Addresses of services that are audited, through the whole normalizer: Elasticsearch holds {@code
 * client.ip} as an address, so a pseudonym there would cost the whole event. It keeps the network.
 */
final class AuditProfileTest {

  private static final String RULES = "key: k1\nprofiles: {audit: {services: [login-*]}}";
  private static final String TOKEN = "\\[ipv4:k1:[g-z]{24}]";

  private Normalizer normalizer;

  @BeforeEach
  void read() throws Exception {
    YamlProblems problems = new YamlProblems("test");
    MaskRules masks = MaskRules.of(YamlNode.read(new StringReader(RULES), problems), problems);
    problems.throwIfAny();
    MaskKeys keys = MaskKeys.of(Map.of("k1", "0123456789abcdef"));
    normalizer = Normalizer.of(new LogRules(masks, ParseRules.NONE), keys);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message\":\"from 203.0.113.77\",\"client.ip\":\"203.0.113.77\"}",
        "{\"message\":\"from 203.0.113.77\",\"client.address\":\"203.0.113.77\"}",
        "{\"message\":\"from 203.0.113.77\",\"client\":{\"address\":\"203.0.113.77\"}}",
        "{\"message\":\"from 203.0.113.77\",\"client\":{\"ip\":\"203.0.113.77:4711\"}}",
      })
  void keepsAPseudonymBesideTheField_whenItsServiceIsAudited(String line) throws Exception {
    JsonNode document = document(line, "login-api");

    assertThat(document.path("client.ip").asText()).isEqualTo("203.0.113.0");
    String token = document.at("/attributes/client.address").asText();
    assertThat(token).matches(TOKEN);
    assertThat(document.path("message").asText()).isEqualTo("from " + token);
    assertThat(document.toString()).doesNotContain("203.0.113.77");
  }

  @Test
  void keepsAPseudonym_whenAnAccessLineIsAudited() throws Exception {
    JsonNode document =
        document(
            "203.0.113.77 - - [01/Mar/2024:12:00:00 +0000] \"GET /a HTTP/1.1\" 200 12",
            "login-web");

    assertThat(document.path("client.ip").asText()).isEqualTo("203.0.113.0");
    assertThat(document.at("/attributes/client.address").asText()).matches(TOKEN);
    assertThat(document.path("http.response.status_code").asInt()).isEqualTo(200);
    assertThat(document.toString()).doesNotContain("203.0.113.77");
  }

  @Test
  void keepsTheNetworkAsAnAddress_whenItsServiceIsNotAudited() throws Exception {
    JsonNode document = document("{\"message\":\"x\",\"client.address\":\"203.0.113.77\"}", "cart");

    assertThat(document.path("client.ip").asText()).isEqualTo("203.0.113.0");
    assertThat(document.toString()).doesNotContain("k1:");
  }

  private JsonNode document(String line, String service) throws Exception {
    byte[] value = line.getBytes(UTF_8);
    Captured captured = new Captured();
    Source source = new Source(null, null, ZoneOffset.UTC, service, "prod", "kr", "shop");
    Origin origin = new Origin("src", 0, 0, value.length);
    normalizer.normalize(
        new RawLog(value, null, source, origin, Captured.ARRIVAL_MS, new int[1], false), captured);
    LogEvent event = captured.events.get(0);
    return new ObjectMapper().readTree(LogDocument.json(event));
  }
}
