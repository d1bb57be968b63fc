// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.Declared;
import backbone.launcher.docs.WrittenCommands.Written;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** Every call of {@code ./backbone} that a page shows is one that the command line takes. */
class CommandsTest {

  @Test
  void takesEveryCommandOfThePages() throws Exception {
    List<Written> written = WrittenCommands.below(Pages.ROOT);

    List<String> refused =
        written.stream().map(CommandsTest::refusal).flatMap(Optional::stream).toList();

    assertThat(written).hasSizeGreaterThan(20);
    assertThat(refused).isEmpty();
  }

  @Test
  void namesFileLineAndReason_whenAnOptionDoesNotExist() {
    List<String> page = List.of("Text", "```sh", "./backbone up --no-such", "```");

    List<Written> written = WrittenCommands.of("page.md", page);

    assertThat(written).hasSize(1);
    assertThat(refusal(written.get(0)).orElseThrow())
        .startsWith("page.md:3: ./backbone up --no-such: ")
        .contains("Unknown option: '--no-such'");
  }

  @Test
  void readsPipesQuotesAndLongLines() {
    List<String> page =
        List.of(
            "See `./backbone demo fault NAME` and",
            "```sh",
            "echo 'a | b' | ./backbone normalize > out.json  # lines",
            "KEY=1 ./backbone up --no-demo \\",
            "  --logs '/var/log/*.log' && ./backbone status",
            "```");

    assertThat(WrittenCommands.of("page.md", page))
        .extracting(Written::words)
        .containsExactly(
            List.of("demo", "fault", "NAME"),
            List.of("normalize"),
            List.of("up", "--no-demo", "--logs", "/var/log/*.log"),
            List.of("status"));
  }

  private static Optional<String> refusal(Written written) {
    CommandLine commands = Declared.commands();
    try {
      commands.parseArgs(written.words().toArray(String[]::new));
      return Optional.empty();
    } catch (MissingParameterException e) {
      return written.complete() ? Optional.of(told(written, e)) : Optional.empty();
    } catch (ParameterException e) {
      return placeholder(written) ? Optional.empty() : Optional.of(told(written, e));
    }
  }

  /** A sentence may say {@code NAME} where a command wants one of a few words. */
  private static boolean placeholder(Written written) {
    return !written.complete()
        && written.words().stream().anyMatch(word -> word.matches("[A-Z][A-Z_]+"));
  }

  private static String told(Written written, ParameterException e) {
    return written.where()
        + ": ./backbone "
        + String.join(" ", written.words())
        + ": "
        + e.getMessage();
  }
}
