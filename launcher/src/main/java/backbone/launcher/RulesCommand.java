// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.streams.rules.RuleText;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks, publishes and shows the rules of a cluster. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = {
      "Checks, publishes and shows rules: which traces are kept, and which team owns a service.",
      "All jobs of a cluster change over at the same arrival."
    },
    subcommands = {RulesCommand.Check.class, RulesApply.class, RulesShow.class},
    synopsisSubcommandLabel = "check|apply|show",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./backbone rules check rules.yaml",
      "  ./backbone rules apply rules.yaml --effective +5m",
      "  ./backbone rules show"
    })
final class RulesCommand {

  /** Bytes of a file that is read at all. */
  private static final long FILE_BYTES_MAX = 4L << 20;

  /**
   * Reads a file of rules.
   *
   * @throws IllegalArgumentException with one line per problem
   */
  static List<RuleText<?>> read(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IOException(file + " cannot be read. Name a file of rules that you may read.");
    }
    if (Files.size(file) > FILE_BYTES_MAX) {
      throw new IOException(file + " is too large for a file of rules. Name another.");
    }
    try {
      return RuleText.tested(Files.readString(file, UTF_8), file.toString());
    } catch (MalformedInputException e) {
      throw new IOException(file + " is no text in UTF-8. Save it as such.", e);
    }
  }

  /** Reads files without any server. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Says all that is wrong with files of rules; exit code 1 when anything is.",
      footerHeading = "%nExamples:%n",
      footer = {"  ./backbone rules check rules.yaml", "  ./backbone rules check a.yaml b.yaml"})
  static final class Check implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of rules in YAML.")
    private List<Path> files;

    @Override
    public Integer call() {
      int code = 0;
      for (Path file : files) {
        try {
          for (RuleText<?> rules : read(file)) {
            UpCommand.say(
                file
                    + ": "
                    + rules.kind().name()
                    + "  "
                    + rules.version()
                    + "  "
                    + rules.summary());
          }
        } catch (IOException | IllegalArgumentException e) {
          code = Main.FAULT;
          e.getMessage().lines().forEach(line -> System.err.println("backbone: " + line));
        }
      }
      return code;
    }
  }
}
