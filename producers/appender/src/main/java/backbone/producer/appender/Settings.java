// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.appender;

import backbone.schema.Topic;
import java.util.Map;

/**
 * Settings of an appender.
 *
 * @param service who logs
 * @param place to whom and where it belongs
 * @param topicPrefix first part of the topic's name
 * @param bounds how much may wait, and for how long
 * @param kafka settings of the producer in Kafka's own names
 */
public record Settings(
    Service service, Place place, String topicPrefix, Bounds bounds, Map<String, Object> kafka) {

  /** Usual prefix of the topics. */
  public static final String TOPIC_PREFIX_DEFAULT = Topic.PREFIX_DEFAULT;

  private static final String BOOTSTRAP = "bootstrap.servers";

  /**
   * Checks that it is told where Kafka is.
   *
   * @throws IllegalArgumentException when it is not
   */
  public Settings {
    kafka = Map.copyOf(kafka);
    if (kafka.getOrDefault(BOOTSTRAP, "").toString().isBlank()) {
      throw new IllegalArgumentException(
          "The appender has no bootstrapServers. Set them to host:port of a broker.");
    }
  }
}
