// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryAccessTest {

  private static final String SECRET = "hush-hush-4711";

  private final List<String> problems = new ArrayList<>();

  @Test
  void readsUrlsUserAndPassword_andPrintsNoSecret() {
    RegistryAccess access =
        read("MILL_REGISTRY_URLS", "http://a:8081, https://b", "USER", "ann", "PASSWORD", SECRET);

    assertThat(access.urls()).containsExactly(URI.create("http://a:8081"), URI.create("https://b"));
    assertThat(access.authorization()).isEqualTo("Basic YW5uOmh1c2gtaHVzaC00NzEx");
    assertThat(access.tls()).isNull();
    assertThat(access).hasToString("RegistryAccess[urls=[http://a:8081, https://b]]");
    assertThat(problems).isEmpty();
  }

  @Test
  void sendsTheToken_whenOneIsSet() {
    assertThat(read("TOKEN", SECRET).authorization()).isEqualTo("Bearer " + SECRET);
    assertThat(read().authorization()).isNull();
    assertThat(read().urls()).isEmpty();
  }

  @Test
  void refusesATokenThatNoHeaderCanHold_withoutShowingIt() {
    assertThat(read("TOKEN", SECRET + "\nmore").authorization()).isNull();

    assertThat(problems)
        .containsExactly(
            "mill.registry.token holds a blank, a line end or another character that no token has."
                + " Remove it.");
  }

  @Test
  void tellsEveryProblem_withoutSecrets() {
    read("URLS", "http://ann:" + SECRET + "@a,b:8081", "USER", "ann", "TOKEN", SECRET);
    read("PASSWORD", SECRET, "CA_PATH", "/nowhere/ca.pem", "CERTIFICATE_PATH", "/nowhere/a.pem");

    assertThat(problems)
        .containsExactly(
            "mill.registry.urls holds a user. Set it as registry.user and registry.password"
                + " instead.",
            "mill.registry.urls holds what is no URL. Write each as http://host:port.",
            "mill.registry.user and mill.registry.token are both set. Keep one of them.",
            "mill.registry.user=ann has no password. Set mill.registry.password, or remove the"
                + " user.",
            "mill.registry.ca.path=/nowhere/ca.pem cannot be read. Give this user read access, or"
                + " set another file.",
            "mill.registry.certificate.path=/nowhere/a.pem is set but mill.registry.key.path is"
                + " not. Set both, or neither.",
            "mill.registry.password is set but mill.registry.user is not. Set both, or neither.");
  }

  private RegistryAccess read(String... pairs) {
    java.util.Map<String, String> environment = new java.util.HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      String name = pairs[i].startsWith("MILL_") ? pairs[i] : "MILL_REGISTRY_" + pairs[i];
      environment.put(name, pairs[i + 1]);
    }
    Settings settings = Settings.load(new Mill(), null, environment, Map.of());
    return RegistryAccess.read(settings, "mill", problems);
  }
}
