// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import backbone.service.SettingsException;
import backbone.testkit.Certificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which settings let others than this machine send. */
final class ExposureTest {

  private static final String ADDRESS = "gateway.grpc.address";
  private static final String TOKEN = "gateway.tokens.0.token";
  private static final String SECRET = "0123456789abcdef-shop";
  private static final String NOBODY_ASKED =
      "gateway.grpc.address=0.0.0.0:4317 can be reached by other machines, and anybody there could"
          + " send. Set gateway.tokens or gateway.tls.client.ca.path, or a loopback address, such"
          + " as 127.0.0.1:4317.";
  private static final String READABLE =
      "gateway.grpc.address=0.0.0.0:4317 can be reached by other machines, and what they send could"
          + " be read on the way. Set gateway.tls.certificate.path and gateway.tls.key.path, or"
          + " gateway.plaintext.allowed=true where another does TLS.";

  @TempDir private Path folder;

  @Test
  void asksForNothing_whenOnLoopback() {
    assertThat(problems(Map.of(ADDRESS, "127.0.0.1:4317"))).isEmpty();
    assertThat(problems(Map.of(ADDRESS, "localhost:4317"))).isEmpty();
  }

  @Test
  void refuses_whenNeitherWhoNorHowIsSet() {
    assertThat(problems(beyond(Map.of()))).containsExactly(NOBODY_ASKED, READABLE);
  }

  @Test
  void refuses_whenOnlyOneOfTheTwoIsSet() throws Exception {
    assertThat(problems(beyond(Map.of(TOKEN, SECRET)))).containsExactly(READABLE);
    assertThat(problems(beyond(Map.of("gateway.plaintext.allowed", "true"))))
        .containsExactly(NOBODY_ASKED);
    assertThat(problems(beyond(tls()))).containsExactly(NOBODY_ASKED);
  }

  @Test
  void accepts_whenTokensAreSetAndTlsIsHereOrElsewhere() throws Exception {
    Map<String, String> behindProxy = beyond(tls());
    behindProxy.put(TOKEN, SECRET);

    assertThat(problems(behindProxy)).isEmpty();
    assertThat(problems(beyond(Map.of(TOKEN, SECRET, "gateway.plaintext.allowed", "true"))))
        .isEmpty();
  }

  @Test
  void accepts_whenClientsShowCertificates() throws Exception {
    Map<String, String> settings = beyond(tls());
    settings.put("gateway.tls.client.ca.path", folder.resolve("ca.pem").toString());

    assertThat(problems(settings)).isEmpty();
    assertThat(GatewayConfig.of(Rig.settings(settings)).access().tls().orElseThrow().ofClients())
        .isTrue();
  }

  @Test
  void refuses_whenClientsShallShowCertificatesWithoutTls() throws Exception {
    tls();
    String ca = folder.resolve("ca.pem").toString();

    assertThat(
            problems(
                Map.of("gateway.tls.client.ca.path", ca, TOKEN, SECRET, ADDRESS, "127.0.0.1:4317")))
        .containsExactly(
            "gateway.tls.client.ca.path="
                + ca
                + " asks clients for certificates, which needs TLS. Set"
                + " gateway.tls.certificate.path and gateway.tls.key.path, too.");
  }

  @Test
  void names_whatIsWrongWithFiles() throws Exception {
    Map<String, String> settings = beyond(tls());
    settings.put(TOKEN, SECRET);
    Files.delete(folder.resolve("gateway.key"));

    assertThat(problems(settings))
        .singleElement()
        .asString()
        .startsWith("gateway.tls.key.path=" + folder.resolve("gateway.key") + " cannot be read");
  }

  @Test
  void names_whatIsWrongWithTokens_andNoToken() {
    List<String> problems =
        problems(
            Map.of(
                "gateway.tokens.0.token", "short-secret",
                "gateway.tokens.1.token", "with space in it, secret",
                "gateway.tokens.2.team", "shop",
                "gateway.tokens.3.token", SECRET,
                "gateway.tokens.4.token", SECRET,
                "gateway.tokens.5.tokn", "misspelt-secret-1",
                "gateway.tokens.6", "plain-list-secret"));

    assertThat(problems)
        .containsExactlyInAnyOrder(
            "gateway.tokens.0.token is not of 16 to 1024 characters. Make one with `openssl rand"
                + " -hex 32`.",
            "gateway.tokens.1.token has characters that no header may hold. Use letters, digits"
                + " and . _ ~ + / - only, or make one with `openssl rand -hex 32`.",
            "gateway.tokens.2.token is not set. Set it, best as a reference: ${env:NAME}.",
            "gateway.tokens.4.token is that of another entry. Give each entry its own.",
            "gateway.tokens.5.tokn is no setting. Each entry of gateway.tokens has token and,"
                + " where you want them, env, region and team.",
            "gateway.tokens.6 is no setting. Each entry of gateway.tokens has token and, where you"
                + " want them, env, region and team.");
    assertThat(problems.toString()).doesNotContain("secret", SECRET);
  }

  @Test
  void holdsNoToken_inWhatCanBePrinted() {
    GatewayConfig config = GatewayConfig.of(Rig.settings(Map.of(TOKEN, SECRET)));

    assertThat(config.toString()).doesNotContain(SECRET);
    assertThat(Rig.settings(Map.of(TOKEN, SECRET)).entries().toString()).doesNotContain(SECRET);
  }

  private Map<String, String> tls() throws Exception {
    Certificates.Signed own = new Certificates(folder).sign("gateway");
    return Map.of(
        "gateway.tls.certificate.path", own.certificate().toString(),
        "gateway.tls.key.path", own.key().toString());
  }

  private static Map<String, String> beyond(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put(ADDRESS, "0.0.0.0:4317");
    return settings;
  }

  private static List<String> problems(Map<String, String> settings) {
    SettingsException e =
        catchThrowableOfType(
            SettingsException.class, () -> GatewayConfig.of(Rig.settings(settings)));
    return e == null ? List.of() : e.problems();
  }
}
