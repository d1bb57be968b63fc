// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.jaeger;

import backbone.sink.ConfigProblems;
import backbone.sink.WorkerRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;

/** Rules across settings, each with a message of its own on the key that has to change. */
final class ConfigCheck {

  private final Map<String, String> props;
  private final ConfigProblems problems;

  /**
   * Checks values that are each right by themselves.
   *
   * @param values gets the messages
   */
  ConfigCheck(Map<String, String> props, List<ConfigValue> values) {
    this.props = props;
    this.problems = new ConfigProblems(values);
  }

  void run() {
    Endpoint endpoint = endpoint();
    boolean tls = Boolean.TRUE.equals(problems.value(JaegerSinkConfig.TLS_CONFIG));
    authority(tls);
    token(tls, endpoint);
    WorkerRules.check(problems);
  }

  private Endpoint endpoint() {
    String text = problems.text(JaegerSinkConfig.ENDPOINT_CONFIG);
    if (text.isEmpty() && !props.containsKey(JaegerSinkConfig.ENDPOINT_CONFIG)) {
      return null;
    }
    try {
      return Endpoint.of(text);
    } catch (IllegalArgumentException e) {
      problems.add(
          JaegerSinkConfig.ENDPOINT_CONFIG,
          text.indexOf('@') >= 0
              ? " holds credentials. Write HOST:PORT; there is jaeger.bearer.token.path for a token."
              : "="
                  + text
                  + " is not HOST:PORT. Write one, such as 127.0.0.1:4317, without http://.");
      return null;
    }
  }

  private void authority(boolean tls) {
    String path = problems.text(JaegerSinkConfig.CA_CONFIG);
    if (path.isEmpty()) {
      return;
    }
    if (!tls) {
      problems.add(
          JaegerSinkConfig.CA_CONFIG, " is set without TLS. Set jaeger.tls.enabled=true, too.");
    }
    try {
      JaegerAccess.trust(Path.of(path));
    } catch (UncheckedIOException e) {
      problems.add(
          JaegerSinkConfig.CA_CONFIG,
          "=" + path + " cannot be read. Name a PEM file with certificates.");
    }
  }

  private void token(boolean tls, Endpoint endpoint) {
    String path = problems.text(JaegerSinkConfig.TOKEN_CONFIG);
    if (path.isEmpty()) {
      return;
    }
    try {
      if (!JaegerAccess.isHeaderText(Files.readString(Path.of(path)).strip())) {
        problems.add(
            JaegerSinkConfig.TOKEN_CONFIG, "=" + path + " does not hold one line with a token.");
      }
    } catch (IOException e) {
      problems.add(
          JaegerSinkConfig.TOKEN_CONFIG,
          "=" + path + " cannot be read. Name a file with a token that the worker may read.");
    }
    if (!tls && endpoint != null && !endpoint.isLoopback()) {
      problems.add(
          JaegerSinkConfig.TOKEN_CONFIG,
          " would go to " + endpoint + " in clear text. Set jaeger.tls.enabled=true, too.");
    }
  }
}
