// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import backbone.service.Settings;
import backbone.service.SettingsException;
import backbone.testkit.Certificates;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which settings the console refuses, and what it says. */
final class ConsoleConfigTest {

  private static final String REACHED =
      "console.address=0.0.0.0:8080 can be reached by other machines";
  private static final String READABLE =
      REACHED
          + ", and anybody there could read everything. Set console.login.user and"
          + " console.login.password, or use 127.0.0.1 and an SSH tunnel.";
  private static final String PLAIN =
      REACHED
          + ", and the password could be read on the way. Set console.tls.certificate.path and"
          + " console.tls.key.path, or console.plaintext.allowed=true where another does TLS.";
  private static final String NAMELESS =
      REACHED
          + ", but by which name is not said, so that it would refuse them all. Set console.hosts"
          + " to the name in the browsers' address line.";
  private static final Map<String, String> LOGIN =
      Map.of("console.login.user", "kim", "console.login.password", "a-long-secret-word");

  @TempDir private Path folder;

  @Test
  void asksForNothing_whenOnLoopback() {
    assertThat(problems(Map.of())).isEmpty();
    assertThat(problems(Map.of("console.address", "[::1]:8080"))).isEmpty();
  }

  @Test
  void refuses_whenOthersReachItAndNothingIsSet() {
    assertThat(problems(beyond(Map.of()))).containsExactly(READABLE, PLAIN, NAMELESS);
  }

  @Test
  void refuses_whatIsStillMissing() throws Exception {
    assertThat(problems(beyond(LOGIN))).containsExactly(PLAIN, NAMELESS);
    assertThat(problems(beyond(tls()))).containsExactly(READABLE, NAMELESS);
    assertThat(problems(beyond(Map.of("console.hosts", "a.org")))).containsExactly(READABLE, PLAIN);
  }

  @Test
  void accepts_whenLoginNamesAndTlsAreSet() throws Exception {
    Map<String, String> here = beyond(LOGIN);
    here.put("console.hosts", "a.org,b.org:8443");
    Map<String, String> elsewhere = new HashMap<>(here);
    here.putAll(tls());
    elsewhere.put("console.plaintext.allowed", "true");

    assertThat(problems(here)).isEmpty();
    assertThat(problems(elsewhere)).isEmpty();
    assertThat(config(here).entry().hosts()).containsExactlyInAnyOrder("a.org", "b.org:8443");
  }

  @Test
  void needsNoNames_whenTheAddressIsOne() throws Exception {
    Map<String, String> settings = new HashMap<>(LOGIN);
    settings.putAll(tls());
    settings.put("console.address", "10.0.0.5:8080");

    assertThat(problems(settings)).isEmpty();
  }

  @Test
  void names_whatIsWrongWithLoginAndNames_butNoPassword() {
    assertThat(problems(Map.of("console.login.user", "kim")))
        .containsExactly("console.login.password is not set. Set it, as there is a user.");
    assertThat(problems(Map.of("console.login.password", "a-long-secret-word")))
        .containsExactly("console.login.user is not set. Set it, as there is a password.");
    assertThat(problems(Map.of("console.login.user", "k:m", "console.login.password", "secret")))
        .containsExactly(
            "console.login.user=k:m holds a colon. Choose another.",
            "console.login.password has fewer than 12 characters. Choose a longer one.");
    assertThat(problems(Map.of("console.hosts", "https://a.org")))
        .singleElement()
        .asString()
        .startsWith(
            "console.hosts=[https://a.org] holds what is no host name. Write names such as");
  }

  @Test
  void refuses_whenHalfOfTlsIsSet() throws Exception {
    Map<String, String> half = new HashMap<>(tls());
    half.remove("console.tls.key.path");

    assertThat(problems(half))
        .singleElement()
        .asString()
        .endsWith("is set but console.tls.key.path is not. Set both, or neither.");
  }

  @Test
  void names_whatIsWrongWithElasticsearch_butNoSecret() {
    assertThat(problems(Map.of("console.elasticsearch.hosts", "https://kim:secret@a:9200")))
        .containsExactly(
            "console.elasticsearch.hosts holds a user. Take it out of the URL; there are"
                + " console.elasticsearch.user and console.elasticsearch.password.");
    assertThat(problems(Map.of("console.elasticsearch.hosts", "a:9200")))
        .containsExactly(
            "console.elasticsearch.hosts=[a:9200] holds what is no URL. Write http://host:port or"
                + " https://host:port.");
    assertThat(
            problems(
                Map.of(
                    "console.elasticsearch.user",
                    "kim",
                    "console.elasticsearch.api.key",
                    "secret")))
        .containsExactly(
            "console.elasticsearch.password is not set. Set it, as console.elasticsearch.user is.",
            "console.elasticsearch.api.key is set together with console.elasticsearch.user. Set one"
                + " of the two.");
  }

  @Test
  void refusesAKeyThatIsNoHeader_withoutShowingIt() {
    assertThat(problems(Map.of("console.elasticsearch.api.key", "two\nlines")))
        .containsExactly(
            "console.elasticsearch.api.key holds a blank or a line end. Give it as Elasticsearch"
                + " encoded it.");
  }

  @Test
  void names_whatIsNoUrl() {
    assertThat(problems(Map.of("console.jobs.url", "jobs:9464", "console.shipper.health", "x y")))
        .containsExactly(
            "console.shipper.health=x y is no URL. Write it as http://host:port, or leave it"
                + " empty.",
            "console.jobs.url=jobs:9464 is no URL. Write it as http://host:port, or leave it"
                + " empty.");
  }

  @Test
  void holdsNoSecret_inWhatCanBePrinted() {
    Map<String, String> settings = new HashMap<>(LOGIN);
    settings.put("console.elasticsearch.api.key", "a-long-secret-key");
    settings.put("console.registry.urls", "http://127.0.0.1:8081");
    settings.put("console.registry.token", "a-long-secret-token");

    assertThat(config(settings).toString()).doesNotContain("secret");
    assertThat(load(settings).entries().toString()).doesNotContain("secret");
  }

  private Map<String, String> tls() throws Exception {
    Certificates.Signed own = new Certificates(folder).sign("console");
    return Map.of(
        "console.tls.certificate.path", own.certificate().toString(),
        "console.tls.key.path", own.key().toString());
  }

  private static Map<String, String> beyond(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("console.address", "0.0.0.0:8080");
    return settings;
  }

  private static List<String> problems(Map<String, String> settings) {
    SettingsException e = catchThrowableOfType(SettingsException.class, () -> config(settings));
    return e == null ? List.of() : e.problems();
  }

  private static ConsoleConfig config(Map<String, String> settings) {
    return ConsoleConfig.of(load(settings));
  }

  private static Settings load(Map<String, String> settings) {
    return Settings.load(new ConsolePart(), null, Map.of(), settings);
  }
}
