// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostNamesTest {

  private static final Set<String> SET = Set.of("console.example.org", "edge.example.org:8443");
  private final HostNames names = names("0.0.0.0", 8080, false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "console.example.org",
        "Console.Example.ORG",
        "console.example.org:8080",
        "edge.example.org:8443",
        "localhost:8080",
        "127.0.0.1:8080",
        "[::1]:8080"
      })
  void answersTo(String host) {
    assertThat(names.own(List.of(host))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "console.example.org.",
        "console.example.org.evil.example",
        "evil-console.example.org",
        "console.example.org:80",
        "console.example.org:08080",
        "console.example.org@evil.example",
        "evil.example@console.example.org",
        "console.example.org ",
        "console.example.org, evil.example",
        "edge.example.org",
        "edge.example.org:8080",
        "localhost",
        "0.0.0.0:8080",
        "10.0.0.5:8080"
      })
  void answersNotTo(String host) {
    assertThat(names.own(List.of(host))).isFalse();
  }

  @Test
  void answersNot_whenThereAreSeveralOrNone() {
    assertThat(names.own(List.of())).isFalse();
    assertThat(names.own(List.of("localhost:8080", "localhost:8080"))).isFalse();
  }

  @Test
  void answersToTheAddressItself() {
    assertThat(names("10.0.0.5", 8080, false).own(List.of("10.0.0.5:8080"))).isTrue();
  }

  @Test
  void needsNoPort_whenItIsTheUsualOne() {
    assertThat(names("127.0.0.1", 443, true).own(List.of("localhost"))).isTrue();
    assertThat(names("127.0.0.1", 80, false).own(List.of("localhost"))).isTrue();
    assertThat(names("127.0.0.1", 80, true).own(List.of("localhost"))).isFalse();
  }

  @Test
  void knowsWhatIsAName() {
    assertThat(List.of("a", "a.b-c.org", "a:1", "10.0.0.5", "[2001:db8::1]:8080", "my_host"))
        .allMatch(HostNames::isName);
    assertThat(List.of("", "*.org", "https://a", "a/b", "a b", "a:", "a:123456", "-a", "[a", "A"))
        .noneMatch(HostNames::isName);
  }

  private static HostNames names(String address, int port, boolean tls) {
    return new HostNames(new InetSocketAddress(address, port), tls, SET);
  }
}
