// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.jaeger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigCheckTest {

  private final Map<String, String> props =
      new HashMap<>(
          Map.of(
              "topics", "telemetry.spans.sampled",
              "jaeger.endpoint", "127.0.0.1:4317",
              "errors.tolerance", "all",
              "errors.deadletterqueue.topic.name", "telemetry.sinks.dead",
              "consumer.override.isolation.level", "read_committed"));

  @Test
  void findsNothingWrong_withTheExample() {
    assertThat(errors()).isEmpty();
    props.put("jaeger.endpoint", "[::1]:4317");
    assertThat(errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:4317", "jaeger", "jaeger:", "jaeger:0", "jaeger:x", ":4317", ""})
  void wantsHostAndPort(String endpoint) {
    props.put("jaeger.endpoint", endpoint);
    assertThat(errors())
        .containsExactly(
            "jaeger.endpoint="
                + endpoint
                + " is not HOST:PORT. Write one, such as 127.0.0.1:4317, without http://.");
  }

  @Test
  void refusesCredentialsInTheEndpoint_withoutRepeatingThem() {
    props.put("jaeger.endpoint", "me:secret@jaeger:4317");
    assertThat(errors())
        .containsExactly(
            "jaeger.endpoint holds credentials. Write HOST:PORT; there is jaeger.bearer.token.path"
                + " for a token.");
  }

  @Test
  void refusesCertificatesThatAreNone_andWithoutTls() {
    props.put("jaeger.tls.ca.path", "missing.pem");
    assertThat(errors())
        .containsExactly(
            "jaeger.tls.ca.path is set without TLS. Set jaeger.tls.enabled=true, too.",
            "jaeger.tls.ca.path=missing.pem cannot be read. Name a PEM file with certificates.");
  }

  @Test
  void refusesATokenInClearText_andOneThatCannotBeRead(@TempDir Path folder) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "abc");
    props.put("jaeger.bearer.token.path", token.toString());
    assertThat(errors()).isEmpty();
    props.put("jaeger.endpoint", "jaeger.example:4317");
    assertThat(errors())
        .containsExactly(
            "jaeger.bearer.token.path would go to jaeger.example:4317 in clear text. Set"
                + " jaeger.tls.enabled=true, too.");
    props.put("jaeger.tls.enabled", "true");
    assertThat(errors()).isEmpty();
    Files.writeString(token, "two\nlines");
    assertThat(errors())
        .containsExactly(
            "jaeger.bearer.token.path=" + token + " does not hold one line with a token.");
    Files.delete(token);
    assertThat(errors())
        .containsExactly(
            "jaeger.bearer.token.path="
                + token
                + " cannot be read. Name a file with a token that the worker may read.");
  }

  @Test
  void wantsCommittedRecordsOnly_andADeadLetterTopic() {
    props.keySet().retainAll(List.of("jaeger.endpoint"));
    assertThat(errors())
        .hasSize(3)
        .anyMatch(error -> error.contains("read_committed"))
        .anyMatch(error -> error.startsWith("errors.tolerance=none stops the task"));
  }

  private List<String> errors() {
    return new JaegerSinkConnector()
        .validate(props).configValues().stream()
            .flatMap(value -> value.errorMessages().stream())
            .toList();
  }
}
