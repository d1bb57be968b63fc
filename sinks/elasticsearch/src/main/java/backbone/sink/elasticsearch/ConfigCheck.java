// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.sink.ConfigProblems;
import backbone.sink.WorkerRules;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;

/** Rules across settings, each with a message of its own on the key that has to change. */
final class ConfigCheck {

  private static final String INDEX_PREFIX = "[a-z0-9][a-z0-9_-]{0,59}";

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
    hosts();
    credentials();
    authority();
    registry();
    RegistrySettings.check(problems);
    indexPrefix();
    topics();
    WorkerRules.check(problems);
  }

  private void hosts() {
    if (!(problems.value(ElasticsearchSinkConfig.HOSTS_CONFIG) instanceof List<?> hosts)) {
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
    for (String url : text(RegistrySettings.URL_CONFIG).split(",", -1)) {
      if (!url.isBlank()) {
        url(RegistrySettings.URL_CONFIG, url.strip());
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
    String prefix = text(ElasticsearchSinkConfig.TOPICS_PREFIX_CONFIG);
    List<String> known = Signal.topics(prefix);
    for (String topic : ElasticsearchSinkConfig.topics(props)) {
      if (!known.contains(topic)) {
        error(
            ElasticsearchSinkConfig.TOPICS_PREFIX_CONFIG,
            " does not fit topics="
                + topic
                + ". This sink writes "
                + String.join(", ", known)
                + "; change topics or topics.prefix.");
      }
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
    return problems.text(key);
  }

  private void error(String key, String what) {
    problems.add(key, what);
  }
}
