// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import backbone.streams.Entrance;
import backbone.streams.JobPlan.TopicFacts;
import java.util.List;
import java.util.Map;

/**
 * An entrance as it is on the cluster.
 *
 * @param entrance its settings
 * @param code short code of Kafka's topic id, so that a topic that is deleted and created again
 *     does not give its records the identities of old ones
 * @param partitions number of partitions
 */
public record RawTopic(Entrance entrance, String code, int partitions) {

  /** Of the 132 bits of a topic id in base64, so many characters tell topics of a name apart. */
  private static final int CODE_CHARS = 10;

  /** The entrances as the cluster has them. */
  public static List<RawTopic> of(List<Entrance> entrances, Map<String, TopicFacts> topics) {
    return entrances.stream().map(e -> of(e, topics.get(e.topic()))).toList();
  }

  private static RawTopic of(Entrance entrance, TopicFacts facts) {
    return new RawTopic(entrance, facts.id().substring(0, CODE_CHARS), facts.partitions());
  }

  /** Full name. */
  public String name() {
    return entrance.topic();
  }
}
