// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import backbone.engine.mask.text.Findings;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of 1 MiB that make a careless scanner read each byte again and again. */
class HostileInputTest {
  private static final int LENGTH = 1 << 20;

  /** A linear scan takes milliseconds, one that is quadratic in a mebibyte takes hours. */
  private static final Duration DEFINITELY_TOO_SLOW = Duration.ofSeconds(30);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        ":",
        "@",
        ".",
        "%",
        "\\",
        "-",
        "1:",
        "1.",
        "a@",
        "x:1:",
        "::1 ",
        "fe80:",
        "1111 ",
        "4111-",
        "%31",
        "\\u0031",
        "a.b@c.",
        "1.2.3.4/",
        "가",
        "가@",
        "1@1.",
        "v",
        "Chrome/1.2.3.4 ",
        "+",
        "+1",
        "+1 ",
        "1-1-1-",
        "1 ",
        "010-",
        "(02)",
        "900101-",
        "phone 1234567 ",
        "=1234567890",
        "DE12 3456 ",
        "M123A"
      })
  void staysLinear_whenOneLineRepeatsAnAnchor(String piece) {
    scan(piece);
  }

  @ParameterizedTest
  @FieldSource("backbone.engine.mask.HostileSecrets#PIECES")
  void staysLinear_whenOneLineRepeatsTheBeginningOfASecret(String piece) {
    scan(piece);
    scan(piece + "\\n"); // what is escaped is read a second time
  }

  private static void scan(String piece) {
    byte[] in = piece.repeat(LENGTH / piece.length()).getBytes(UTF_8);
    Findings findings = new Findings();
    assertTimeoutPreemptively(
        DEFINITELY_TOO_SLOW, () -> Masker.standard().scan(in, 0, in.length, findings));
  }
}
