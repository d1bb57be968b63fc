// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.streams.rules.Applied;
import backbone.streams.rules.RuleText;
import backbone.streams.rules.RulesPublisher;
import backbone.streams.rules.RulesPublisher.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes a file of rules. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a file of rules and publishes its sections, all or none.",
      "They count for what arrives from the given time on, 30 s from now at the earliest: by then"
          + " every process has read them."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./backbone rules apply rules.yaml",
      "  ./backbone rules apply rules.yaml --effective 2026-03-01T09:00:00+09:00 --note 'INC-42'",
      "  ./backbone rules apply rules.yaml --config jobs.yaml --effective +5m"
    })
final class RulesApply implements Callable<Integer> {

  private static final int NOTE_LENGTH_MAX = 500;

  @Parameters(paramLabel = "FILE", description = "File of rules in YAML.")
  private Path file;

  @Option(
      names = "--effective",
      paramLabel = "TIME",
      description = "ISO time with an offset, or +30s, +5m, +1h from now (default: at once).")
  private String effective = "+0s";

  @Option(names = "--note", paramLabel = "TEXT", description = "What for; shown with the version.")
  private String note = "";

  @Mixin private ClusterOption cluster;

  @Override
  public Integer call() throws IOException {
    Clock clock = Clock.systemUTC();
    Instant wanted = time(effective, clock.instant());
    if (note.length() > NOTE_LENGTH_MAX) {
      throw new IllegalArgumentException("the note is too long. Use 500 characters at most.");
    }
    List<RuleText<?>> rules = RulesCommand.read(file);
    try (RulesPublisher publisher =
        new RulesPublisher(cluster.reached(), cluster.prefix(), clock)) {
      List<Outcome> outcomes = publisher.publish(rules, wanted, note);
      for (Outcome outcome : outcomes) {
        tell(outcome, clock.instant());
        later(outcome, publisher);
      }
    }
    return 0;
  }

  private static void tell(Outcome outcome, Instant now) {
    String name = outcome.rules().kind().name();
    String what = name + "  " + outcome.rules().version();
    if (outcome.same()) {
      Instant since = Instant.ofEpochMilli(outcome.before().effectiveMs());
      UpCommand.say(what + "  in force since " + since + ": the same rules, nothing was done.");
      return;
    }
    long seconds = Duration.between(now, outcome.effective()).toSeconds();
    UpCommand.say(what + "  from " + outcome.effective() + " on, in " + seconds + " s");
    UpCommand.say("  " + outcome.rules().summary());
    UpCommand.say("  " + wayBack(outcome));
  }

  private static String wayBack(Outcome outcome) {
    String name = outcome.rules().kind().name();
    Applied before = outcome.before();
    if (before != null) {
      String version = before.rules().version();
      return "Way back to "
          + version
          + ": ./backbone rules show --text "
          + version
          + " > old.yaml && ./backbone rules apply old.yaml";
    }
    return name.equals("sampling")
        ? "Before it the policies of the jobs' settings hold. Way back: apply that file, or the "
            + "built-in policies that ./backbone rules show --text built-in prints."
        : "Before it there are none. Way back: apply a file with an empty section.";
  }

  /** What was pending stays so: this comes before it, and it will replace this. */
  private static void later(Outcome outcome, RulesPublisher publisher) {
    publisher
        .book()
        .pending(outcome.rules().kind().name(), outcome.effective().toEpochMilli())
        .forEach(
            next ->
                UpCommand.say(
                    "  Then "
                        + next.rules().version()
                        + " from "
                        + Instant.ofEpochMilli(next.effectiveMs())
                        + " on, as was applied before. To prevent it, apply other rules for then."));
  }

  /** An ISO time with an offset, or {@code +} and a duration. */
  static Instant time(String text, Instant now) {
    try {
      return text.startsWith("+")
          ? now.plus(DemoCommand.duration(text.substring(1)))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "--effective " + text + " is no time. Write 2026-03-01T09:00:00Z, or +5m.", e);
    }
  }
}
