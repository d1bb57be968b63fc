// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.rules;

import org.apache.kafka.common.KafkaException;

/** The topic of the rules could not be read for too long; it passes, as Kafka's own faults do. */
public final class StaleRulesException extends KafkaException {

  private static final long serialVersionUID = 1L;

  StaleRulesException(String message) {
    super(message);
  }
}
