// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DissectTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "%{a} %{b}; x y z; x,y z",
        "[%{a}] %{b}; [x y] z; x y,z",
        "%{?a} %{b}; x y; y",
        "%{} %{b}; x y; y",
        "%{a} %{+a} %{b}; x y z; x y,z",
        "%{a}T%{+a}; 1T2; 1T2",
        "%{a->} %{b}; x    y; x,y",
        "%{a->}|%{b}; x   |y; x,y",
        "%{a}={%{b}}; x={y}; x,y",
        "<%{a}>; <x>; x",
        "%{a}--%{b}; x-y--z; x-y,z",
        "%{a} 원 %{b}; 12 원 값; 12,값",
      })
  void takesLinesApart(String pattern, String line, String values) {
    assertThat(values(Dissect.of(pattern), line)).isEqualTo(values.split(","));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"[%{a}] %{b}; x y", "%{a}: %{b}; x y", "<%{a}>; <x", "<%{a}>; <", "x%{a}y; xx"})
  void leavesOtherLines(String pattern, String line) {
    byte[] b = line.getBytes(UTF_8);

    assertThat(Dissect.of(pattern).match(b, 0, b.length)).isNull();
  }

  @Test
  void looksOnlyBetweenItsBounds() {
    byte[] b = "xx a b yy".getBytes(UTF_8);

    assertThat(Dissect.of("%{p} %{q}").match(b, 3, 6).values()).containsExactly("a", "b");
  }

  @Test
  void tellsWhatStandsInFront() {
    byte[] b = "user=kim pw=x".getBytes(UTF_8);

    assertThat(Dissect.of("user=%{u} pw=%{p}").match(b, 0, b.length).before())
        .containsExactly("user=", " pw=");
  }

  @Test
  void takesTimeInProportion_whenALineIsHostile() {
    byte[] b = new byte[1 << 20];
    Arrays.fill(b, (byte) 'a');
    Dissect dissect = Dissect.of("%{a}aaaaaaaab%{b}aaaaaaaac%{c}");

    Assertions.assertTimeout(
        Duration.ofSeconds(2), () -> assertThat(dissect.match(b, 0, b.length)).isNull());
  }

  @Test
  void anExpressionTakesTimeInProportion_whenALineIsHostile() {
    byte[] b = new byte[LineRegex.LINE_BYTES_MAX];
    Arrays.fill(b, (byte) 'a');
    LineRegex regex = LineRegex.of("(?P<m>(a*)*(a|aa)+(a|a?)+)b");

    Assertions.assertTimeout(
        Duration.ofSeconds(2), () -> assertThat(regex.match(b, 0, b.length)).isNull());
    byte[] longer = Arrays.copyOf(b, b.length + 1);
    assertThat(LineRegex.of("(?P<m>.*)").match(longer, 0, longer.length)).isNull();
  }

  @Test
  void readsClassesAndEscapes_withoutTakingThemForCounts() {
    assertThatCode(
            () ->
                LineRegex.of("(?P<m>[^\\]{9999}]+\\{8888\\}\\x{1F600}[[:alpha:]]{2,5}(?:a|b){3})"))
        .doesNotThrowAnyException();
  }

  private static String[] values(Dissect dissect, String line) {
    byte[] b = line.getBytes(UTF_8);
    return dissect.match(b, 0, b.length).values();
  }
}
