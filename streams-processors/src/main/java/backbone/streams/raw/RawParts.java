// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import backbone.streams.Commits;
import backbone.streams.Entrance;
import backbone.streams.InputProgress;
import backbone.streams.JobPlan.Surroundings;
import java.util.List;

/**
 * What every topology behind raw topics is made of.
 *
 * @param topics entrances
 * @param normalizedTopic full name of the output
 * @param deadTopic full name of the topic of dead letters
 * @param recordBytesMax largest record that the output takes, in bytes
 * @param input tells when a raw partition is fully read
 * @param commits tells when a transaction is committed
 * @param view shows the committed books
 */
public record RawParts(
    List<RawTopic> topics,
    String normalizedTopic,
    String deadTopic,
    int recordBytesMax,
    InputProgress input,
    Commits commits,
    LedgerView view) {

  /**
   * Default of a producer's max.request.size; a larger record does not leave the process. The
   * topic's own limit counts when it is lower.
   */
  private static final int REQUEST_BYTES_MAX = 1 << 20;

  /**
   * The parts as a run finds them.
   *
   * @param outputs full names of the topics of what is normalized and of dead letters
   */
  public static RawParts of(
      List<Entrance> entrances, List<String> outputs, Surroundings around, LedgerView view) {
    String normalized = outputs.get(0);
    int bytesMax = around.topics().get(normalized).recordBytesMax();
    return new RawParts(
        RawTopic.of(entrances, around.topics()),
        normalized,
        outputs.get(1),
        Math.min(bytesMax, REQUEST_BYTES_MAX),
        around.input(),
        around.commits(),
        view);
  }

  RawTopic topic(String name) {
    return topics.stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("bug: " + name + " is no entrance"));
  }
}
