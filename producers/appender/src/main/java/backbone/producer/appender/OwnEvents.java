// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.appender;

/**
 * Tells what is said about the sending itself: a Kafka client at debug level says more for each
 * record that it sends, so that sending its lines would never end. An application's own Kafka
 * clients are not meant: they speak on other threads.
 */
final class OwnEvents {

  private static final String KAFKA = "org.apache.kafka.";
  private static final String PRODUCER = "backbone.producer.";

  /** The thread of {@code Sender}, which makes clients anew. */
  private static final String SENDER_THREAD = "telemetry-sender";

  private final String worker;
  private final String network;

  OwnEvents(String worker, String clientId) {
    this.worker = worker;
    network = "kafka-producer-network-thread | " + clientId;
  }

  boolean is(String logger, String thread) {
    if (logger == null || thread == null) {
      return false;
    }
    return logger.startsWith(PRODUCER)
        || (logger.startsWith(KAFKA)
            && (thread.equals(network) || thread.equals(worker) || thread.equals(SENDER_THREAD)));
  }
}
