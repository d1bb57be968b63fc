// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.engine.sample.PolicySet;
import backbone.schema.Catalogue;
import backbone.streams.rules.Applied;
import backbone.streams.rules.RuleKind;
import backbone.streams.rules.Rulebook;
import backbone.streams.rules.RulesReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows which rules a cluster has. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows what is in force, what comes when, and what was.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./backbone rules show",
      "  ./backbone rules show --text 4f0c61a2b3d4e5f6 > old.yaml",
      "  ./backbone rules show --text built-in"
    })
final class RulesShow implements Callable<Integer> {

  private static final Duration WAIT_MAX = Duration.ofSeconds(20);
  private static final int LAST = 10;
  private static final String BUILT_IN = "built-in";

  @Option(
      names = "--text",
      paramLabel = "VERSION",
      description = "Prints the text of a version, or of the built-in policies, and nothing else.")
  private String text;

  @Mixin private ClusterOption cluster;

  @Override
  public Integer call() throws IOException {
    if (BUILT_IN.equals(text)) {
      System.out.print(PolicySet.standardText());
      System.out.flush();
      return 0;
    }
    Rulebook book = book();
    if (text != null) {
      System.out.print(text(book));
      System.out.flush();
      return 0;
    }
    for (RuleKind<?> kind : RuleKind.all()) {
      show(kind, book, System.currentTimeMillis());
    }
    return 0;
  }

  private Rulebook book() throws IOException {
    String topic = Catalogue.RULES.name(cluster.prefix());
    try (RulesReader reader =
        new RulesReader(
            cluster.reached(), topic, (offset, why) -> System.err.println("backbone: " + why))) {
      if (!reader.read(WAIT_MAX)) {
        throw new IOException(topic + " could not be read in time. Try again.");
      }
      if (!reader.exists()) {
        throw new IOException(topic + " does not exist. Make it with `./backbone topics apply`.");
      }
      return reader.book();
    } catch (KafkaException e) {
      throw new IOException(topic + " cannot be read: " + e.getMessage(), e);
    }
  }

  private String text(Rulebook book) {
    return RuleKind.all().stream()
        .flatMap(kind -> book.versions(kind.name()).stream())
        .filter(version -> version.rules().version().equals(text))
        .reduce((earlier, later) -> later)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no version " + text + ". `./backbone rules show` lists them."))
        .rules()
        .text();
  }

  private static void show(RuleKind<?> kind, Rulebook book, long nowMs) {
    UpCommand.say(kind.name());
    String name = kind.name();
    Applied now = book.inForce(name, nowMs).orElse(null);
    List<Applied> pending = book.pending(name, nowMs);
    if (now == null) {
      UpCommand.say("  in force  " + otherwise(kind));
    } else {
      UpCommand.say("  in force  " + line(now));
    }
    pending.forEach(next -> UpCommand.say("  pending   " + line(next)));
    List<Applied> all = book.versions(name);
    List<Applied> last = all.subList(Math.max(0, all.size() - LAST), all.size());
    for (int i = last.size() - 1; i >= 0; i--) {
      Applied version = last.get(i);
      if (!version.equals(now) && !pending.contains(version)) {
        UpCommand.say("  was       " + line(version));
      }
    }
  }

  private static String otherwise(RuleKind<?> kind) {
    return kind == RuleKind.SAMPLING
        ? "none here: the jobs' own policies (jobs.sampling.policies.path, else the built-in ones)"
        : "none";
  }

  private static String line(Applied version) {
    String note = version.note().isEmpty() ? "" : "  (" + version.note() + ")";
    String line =
        version.rules().version()
            + "  from "
            + Instant.ofEpochMilli(version.effectiveMs())
            + "  applied "
            + version.applied()
            + "  "
            + version.rules().summary()
            + note;
    return printable(line);
  }

  /**
   * Names and notes come from anybody who may write the topic; a terminal obeys control characters.
   */
  private static String printable(String line) {
    return line.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
  }
}
