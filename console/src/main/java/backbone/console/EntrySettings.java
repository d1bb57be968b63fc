// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.console.http.Entry;
import backbone.console.http.HostNames;
import backbone.console.http.ListenAddress;
import backbone.console.http.Login;
import backbone.service.Pem;
import backbone.service.Settings;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * Reads who may come in; an address beyond this machine is refused unless strangers are kept out.
 */
final class EntrySettings {

  /** Ten guesses a minute from each address find a shorter one sooner or later. */
  private static final int PASSWORD_CHARS_MIN = 12;

  private final Settings settings;
  private final List<String> problems;

  EntrySettings(Settings settings, List<String> problems) {
    this.settings = settings;
    this.problems = problems;
  }

  Entry read() {
    String key = ConsoleKeys.ADDRESS_CONFIG;
    InetSocketAddress address = ListenAddress.parse(key, settings.string(key));
    Set<String> hosts = hosts();
    Optional<Login> login = login();
    Optional<SSLContext> tls =
        new Pem(null, ConsoleKeys.CERTIFICATE_PATH_CONFIG, ConsoleKeys.KEY_PATH_CONFIG)
            .read(settings, problems)
            .map(Pem.Tls::context);
    if (!address.getAddress().isLoopbackAddress()) {
      exposed(address, hosts);
    }
    return new Entry(address, hosts, login, tls);
  }

  private Set<String> hosts() {
    Set<String> hosts = new LinkedHashSet<>();
    for (String host : settings.list(ConsoleKeys.HOSTS_CONFIG)) {
      String name = host.strip().toLowerCase(Locale.ROOT);
      if (HostNames.isName(name)) {
        hosts.add(name);
      } else if (!name.isEmpty()) {
        problems.add(
            settings.shown(ConsoleKeys.HOSTS_CONFIG)
                + " holds what is no host name. Write names such as console.example.org, without"
                + " https:// and with a port only where browsers show one.");
      }
    }
    return hosts;
  }

  private Optional<Login> login() {
    String user = settings.string(ConsoleKeys.LOGIN_USER_CONFIG);
    String password = settings.string(ConsoleKeys.LOGIN_PASSWORD_CONFIG);
    if (user.isEmpty() && password.isEmpty()) {
      return Optional.empty();
    }
    if (user.isEmpty()) {
      problem(ConsoleKeys.LOGIN_USER_CONFIG + " is not set. Set it, as there is a password.");
    } else if (user.indexOf(':') >= 0) {
      problem(settings.shown(ConsoleKeys.LOGIN_USER_CONFIG) + " holds a colon. Choose another.");
    }
    if (password.isEmpty()) {
      problem(ConsoleKeys.LOGIN_PASSWORD_CONFIG + " is not set. Set it, as there is a user.");
    } else if (password.length() < PASSWORD_CHARS_MIN) {
      problem(
          ConsoleKeys.LOGIN_PASSWORD_CONFIG
              + " has fewer than "
              + PASSWORD_CHARS_MIN
              + " characters. Choose a longer one.");
    }
    return Optional.of(new Login(user, password));
  }

  private void exposed(InetSocketAddress address, Set<String> hosts) {
    String reached =
        settings.shown(ConsoleKeys.ADDRESS_CONFIG) + " can be reached by other machines";
    if (!set(ConsoleKeys.LOGIN_USER_CONFIG) && !set(ConsoleKeys.LOGIN_PASSWORD_CONFIG)) {
      problem(
          reached
              + ", and anybody there could read everything. Set console.login.user and"
              + " console.login.password, or use 127.0.0.1 and an SSH tunnel.");
    }
    if (!set(ConsoleKeys.CERTIFICATE_PATH_CONFIG)
        && !settings.bool(ConsoleKeys.PLAINTEXT_ALLOWED_CONFIG)) {
      problem(
          reached
              + ", and the password could be read on the way. Set console.tls.certificate.path and"
              + " console.tls.key.path, or console.plaintext.allowed=true where another does TLS.");
    }
    if (address.getAddress().isAnyLocalAddress() && hosts.isEmpty()) {
      problem(
          reached
              + ", but by which name is not said, so that it would refuse them all. Set"
              + " console.hosts to the name in the browsers' address line.");
    }
  }

  private boolean set(String key) {
    return !settings.string(key).isBlank();
  }

  private void problem(String sentence) {
    problems.add(sentence);
  }
}
