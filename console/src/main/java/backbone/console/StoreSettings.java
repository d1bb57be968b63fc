// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.console.store.StoreAccess;
import backbone.service.Pem;
import backbone.service.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Reads how Elasticsearch is reached. */
final class StoreSettings {

  private static final String HOSTS = ConsoleKeys.ELASTICSEARCH_HOSTS_CONFIG;
  private static final String USER = ConsoleKeys.ELASTICSEARCH_USER_CONFIG;
  private static final String PASSWORD = ConsoleKeys.ELASTICSEARCH_PASSWORD_CONFIG;
  private static final String API_KEY = ConsoleKeys.ELASTICSEARCH_API_KEY_CONFIG;

  private final Settings settings;
  private final List<String> problems;

  StoreSettings(Settings settings, List<String> problems) {
    this.settings = settings;
    this.problems = problems;
  }

  StoreAccess read() {
    List<String> hosts = new ArrayList<>();
    settings.list(HOSTS).forEach(host -> add(hosts, host.strip()));
    if (settings.list(HOSTS).isEmpty()) {
      problems.add(HOSTS + " is empty. Name at least one node, such as http://127.0.0.1:9200.");
    }
    Optional<SSLContext> tls =
        new Pem(ConsoleKeys.ELASTICSEARCH_CA_PATH_CONFIG, null, null)
            .read(settings, problems)
            .map(Pem.Tls::context);
    return new StoreAccess(hosts, authorization(), tls);
  }

  /** The URL may hold a password, so that it is never repeated then. */
  private void add(List<String> hosts, String text) {
    if (text.indexOf('@') >= 0) {
      problems.add(
          HOSTS
              + " holds a user. Take it out of the URL; there are "
              + USER
              + " and "
              + PASSWORD
              + ".");
      return;
    }
    try {
      URI url = new URI(text);
      if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
        hosts.add(text);
        return;
      }
    } catch (URISyntaxException e) {
      // Told below as any other URL that is none.
    }
    problems.add(
        settings.shown(HOSTS)
            + " holds what is no URL. Write http://host:port or https://host:port.");
  }

  private Optional<String> authorization() {
    String user = settings.string(USER);
    String password = settings.string(PASSWORD);
    String apiKey = settings.string(API_KEY);
    if (user.isEmpty() != password.isEmpty()) {
      problems.add(
          (user.isEmpty() ? USER : PASSWORD)
              + " is not set. Set it, as "
              + (user.isEmpty() ? PASSWORD : USER)
              + " is.");
    }
    if (!user.isEmpty() && !apiKey.isEmpty()) {
      problems.add(API_KEY + " is set together with " + USER + ". Set one of the two.");
    }
    if (apiKey.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      problems.add(API_KEY + " holds a blank or a line end. Give it as Elasticsearch encoded it.");
      return Optional.empty();
    }
    if (!apiKey.isEmpty()) {
      return Optional.of("ApiKey " + apiKey);
    }
    String both = user + ":" + password;
    return user.isEmpty()
        ? Optional.empty()
        : Optional.of("Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8)));
  }
}
