// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class MainTest {

  /** Every command with the words that lead to it. */
  static Stream<List<String>> commands() {
    return below(new CommandLine(Main.class), List.of());
  }

  private static Stream<List<String>> below(CommandLine command, List<String> words) {
    return Stream.concat(
        Stream.of(words),
        command.getSubcommands().entrySet().stream()
            .flatMap(
                e ->
                    below(
                        e.getValue(),
                        Stream.concat(words.stream(), Stream.of(e.getKey())).toList())));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void explainsItselfWithExamples(List<String> words) {
    StringWriter page = new StringWriter();

    int code =
        new CommandLine(Main.class)
            .setOut(new PrintWriter(page))
            .execute(Stream.concat(words.stream(), Stream.of("--help")).toArray(String[]::new));

    assertThat(code).isZero();
    assertThat(page.toString()).startsWith("Usage: backbone").contains("Examples:", "./backbone");
    assertThat(page.toString().substring(page.toString().indexOf("Examples:")))
        .contains("./backbone " + String.join(" ", words));
  }

  @Test
  void knowsTheseCommands() {
    assertThat(commands().filter(words -> words.size() == 1).map(words -> words.get(0)))
        .containsExactlyInAnyOrder(
            "up",
            "down",
            "status",
            "service",
            "run",
            "topics",
            "rules",
            "demo",
            "normalize",
            "mask",
            "sample",
            "config",
            "bench",
            "dist");
  }

  @Test
  void tellsItsVersion() {
    StringWriter page = new StringWriter();

    new CommandLine(Main.class).setOut(new PrintWriter(page)).execute("--version");

    assertThat(page.toString().strip()).isEqualTo("Telemetry Backbone " + Main.VERSION);
  }
}
