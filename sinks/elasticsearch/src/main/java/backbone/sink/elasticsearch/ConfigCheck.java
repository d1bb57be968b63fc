// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.schema.Catalogue;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;

/** Rules across settings, each with a message of its own on the key that has to change. */
final class ConfigCheck {

  private static final String TOPICS = "topics";
  private static final String INDEX_PREFIX = "[a-z0-9][a-z0-9_-]{0,59}";

  private final Map<String, String> props;
  private final Map<String, ConfigValue> values;

  /**
   * Checks values that are each right by themselves.
   *
   * @param values gets the messages
   */
  ConfigCheck(Map<String, String> props, List<ConfigValue> values) {
    this.props = props;
    this.values = values.stream().collect(Collectors.toMap(ConfigValue::name, value -> value));
  }

  void run() {
    hosts();
    credentials();
    authority();
    registry();
    indexPrefix();
    topics();
    worker();
  }

  private void hosts() {
    if (!(values.get(ElasticsearchSinkConfig.HOSTS_CONFIG).value() instanceof List<?> hosts)) {
      return;
    }
    if (hosts.isEmpty()) {
      error(ElasticsearchSinkConfig.HOSTS_CONFIG, "is empty. Name at least one node.");
    }
    for (Object host : hosts) {
      url(ElasticsearchSinkConfig.HOSTS_CONFIG, String.valueOf(host));
    }
  }

  private void credentials() {
    boolean user = !text(ElasticsearchSinkConfig.USER_CONFIG).isEmpty();
    boolean password = !text(ElasticsearchSinkConfig.PASSWORD_CONFIG).isEmpty();
    if (user && !password) {
      error(ElasticsearchSinkConfig.PASSWORD_CONFIG, "is empty. Set it, as there is a user.");
    }
    if (password && !user) {
      error(ElasticsearchSinkConfig.USER_CONFIG, "is empty. Set it, as there is a password.");
    }
    if (user && !text(ElasticsearchSinkConfig.API_KEY_CONFIG).isEmpty()) {
      error(
          ElasticsearchSinkConfig.API_KEY_CONFIG,
          "is set together with elasticsearch.user. Set one of the two.");
    }
  }

  private void authority() {
    String path = text(ElasticsearchSinkConfig.CA_CONFIG);
    if (path.isEmpty()) {
      return;
    }
    try {
      ElasticsearchAccess.trust(Path.of(path));
    } catch (UncheckedIOException e) {
      error(
          ElasticsearchSinkConfig.CA_CONFIG,
          "=" + path + " cannot be read. Name a PEM file with certificates.");
    }
  }

  private void registry() {
    for (String url : text(ElasticsearchSinkConfig.REGISTRY_CONFIG).split(",", -1)) {
      if (!url.isBlank()) {
        url(ElasticsearchSinkConfig.REGISTRY_CONFIG, url.strip());
      }
    }
  }

  private void indexPrefix() {
    String prefix = text(ElasticsearchSinkConfig.PREFIX_CONFIG);
    if (!prefix.matches(INDEX_PREFIX)) {
      error(
          ElasticsearchSinkConfig.PREFIX_CONFIG,
          "="
              + prefix
              + " is not possible. Use up to 60 of a-z, 0-9, _ and -, a letter or digit first.");
    }
  }

  private void topics() {
    String expected =
        Catalogue.LOGS_NORMALIZED.name(text(ElasticsearchSinkConfig.TOPICS_PREFIX_CONFIG));
    Arrays.stream(props.getOrDefault(TOPICS, "").split(",", -1))
        .map(String::strip)
        .filter(topic -> !topic.isEmpty() && !topic.equals(expected))
        .forEach(
            topic ->
                error(
                    ElasticsearchSinkConfig.TOPICS_PREFIX_CONFIG,
                    " does not fit topics="
                        + topic
                        + ". This sink writes "
                        + expected
                        + " only; change topics or topics.prefix."));
  }

  private void worker() {
    String isolation = text(WorkerRules.ISOLATION_CONFIG);
    if (!isolation.equals(WorkerRules.ISOLATION)) {
      error(
          WorkerRules.ISOLATION_CONFIG,
          "=" + isolation + " also reads what was never committed. Set it to read_committed.");
    }
    if (!Boolean.TRUE.equals(values.get(ElasticsearchSinkConfig.DEAD_LETTERS_CONFIG).value())) {
      return;
    }
    String remedy = ", or set dead.letters.required=false and lose what cannot be written.";
    if (!text(WorkerRules.TOLERANCE_CONFIG).equals(WorkerRules.TOLERANCE)) {
      error(
          WorkerRules.TOLERANCE_CONFIG,
          "="
              + text(WorkerRules.TOLERANCE_CONFIG)
              + " stops the task at its first dead letter. Set it to all"
              + remedy);
    }
    if (text(WorkerRules.DEAD_TOPIC_CONFIG).isEmpty()) {
      error(
          WorkerRules.DEAD_TOPIC_CONFIG,
          " is empty. Name a topic, such as telemetry.sinks.dead" + remedy);
    }
  }

  /** The URL may hold a password, so that it is never repeated. */
  private void url(String key, String url) {
    try {
      URI uri = URI.create(url);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (url.indexOf('@') >= 0) {
        error(key, " holds credentials. Take them out of the URL; there are settings for them.");
      } else if (!http || uri.getHost() == null) {
        error(key, "=" + url + " is not a URL. Write http://host:port or https://host:port.");
      }
    } catch (IllegalArgumentException e) {
      error(
          key, " holds something that is not a URL. Write http://host:port or https://host:port.");
    }
  }

  private String text(String key) {
    Object value = values.get(key).value();
    return value instanceof Password password
        ? password.value()
        : value == null ? "" : value.toString();
  }

  private void error(String key, String what) {
    boolean joined = what.startsWith("=") || what.startsWith(" ");
    values.get(key).addErrorMessage(key + (joined ? "" : " ") + what);
  }
}
