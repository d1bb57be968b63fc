// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.engine.mask.MaskKeys;
import backbone.engine.mask.MaskRules;
import backbone.engine.normalize.LogRules;
import backbone.engine.normalize.Normalizer;
import backbone.engine.normalize.RawLog;
import backbone.engine.parse.ParseRules;
import backbone.launcher.trial.TopicSample;
import backbone.launcher.trial.Trial;
import backbone.launcher.trial.TrialReport;
import backbone.schema.Catalogue;
import backbone.streams.rules.RuleKind;
import backbone.streams.rules.Rulebook;
import backbone.streams.rules.RulesReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a file of rules would change on a running cluster. */
final class TopicTrial {

  private static final Duration WAIT_MAX = Duration.ofSeconds(20);

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description =
          "Reads the newest records of this topic instead of standard input, and shows what --rules"
              + " would change; changes nothing. Full name, such as telemetry.logs.raw.")
  private String topic;

  @Option(
      names = "--sample",
      paramLabel = "RECORDS",
      description = "Records of --topic to read, at most 100000 (default: ${DEFAULT-VALUE}).")
  private int records = 1_000;

  @Option(
      names = "--examples",
      paramLabel = "EVENTS",
      description = "Events to show with old and new values (default: ${DEFAULT-VALUE}).")
  private int examples = 5;

  @Option(names = "--json", description = "Writes what --rules would change as one JSON object.")
  private boolean json;

  @Mixin private ClusterOption cluster;

  /** Whether a topic is named. */
  boolean asked() {
    return topic != null;
  }

  void run(RulesOption file) throws IOException {
    if (!file.given()) {
      throw new IllegalArgumentException("--topic shows what rules change. Name them by --rules.");
    }
    if (records < 1 || records > TopicSample.RECORDS_MAX || examples < 0 || examples > 1_000) {
      throw new IllegalArgumentException(
          "--sample takes 1 to " + TopicSample.RECORDS_MAX + ", --examples 0 to 1000.");
    }
    Map<String, Object> kafka = cluster.reached();
    LogRules now = inForce(kafka);
    LogRules then = file.over(now);
    MaskKeys keys = file.keys(now, then);
    List<RawLog> sample = new TopicSample(kafka, topic).read(records);
    Trial trial = Trial.of(sample, Normalizer.of(now, keys), Normalizer.of(then, keys), examples);
    TrialReport report = new TrialReport(trial, topic, versions(now), versions(then));
    UpCommand.say(json ? report.json() : report.text().stripTrailing());
  }

  private LogRules inForce(Map<String, Object> kafka) throws IOException {
    String name = Catalogue.RULES.name(cluster.prefix());
    try (RulesReader reader = new RulesReader(kafka, name, (offset, why) -> {})) {
      if (!reader.read(WAIT_MAX)) {
        throw new IOException(name + " could not be read in time. Try again.");
      }
      Rulebook book = reader.book();
      long nowMs = System.currentTimeMillis();
      MaskRules masks = book.timeline(RuleKind.MASKING).at(nowMs);
      ParseRules parse = book.timeline(RuleKind.PARSING).at(nowMs);
      return new LogRules(
          masks == null ? MaskRules.STANDARD : masks, parse == null ? ParseRules.NONE : parse);
    } catch (KafkaException e) {
      throw new IOException(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String versions(LogRules rules) {
    return "masking "
        + rules.masks().version()
        + " ("
        + rules.masks().summary()
        + "), parsing "
        + rules.parse().version()
        + " ("
        + rules.parse().summary()
        + ")";
  }
}
