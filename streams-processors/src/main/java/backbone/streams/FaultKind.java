// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import backbone.schema.registry.RegistryException;
import backbone.schema.registry.RegistryUnavailableException;
import backbone.schema.registry.UnknownSchemaException;
import java.io.IOException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.TopologyException;

/** What to do about a fault that stopped a job. */
enum FaultKind {
  /** Goes away by itself: try again, for ever. */
  PASSING,
  /** Somebody has to mend it: say what, and try again. */
  OPERATOR,
  /** Trying again would do the same: stop. */
  BUG;

  private static final int CAUSES_MAX = 20;

  /**
   * Judges by the deepest cause that tells something. Kafka's own faults pass unless they are about
   * rights or settings; whatever else a stream thread throws is our bug.
   */
  static FaultKind of(Throwable fault) {
    FaultKind kind = BUG;
    Throwable cause = fault;
    for (int i = 0; cause != null && i < CAUSES_MAX; i++) {
      FaultKind found = ofOne(cause);
      if (found != null) {
        kind = found;
      }
      cause = cause.getCause();
    }
    return kind;
  }

  private static FaultKind ofOne(Throwable cause) {
    if (cause instanceof ConfigException
        || cause instanceof TopologyException
        || cause instanceof UnsupportedVersionException
        || cause instanceof Error) {
      return BUG;
    }
    if (cause instanceof AuthenticationException
        || cause instanceof AuthorizationException
        || cause instanceof InvalidConfigurationException
        || cause instanceof MissingSourceTopicException
        || cause instanceof MissingTopicsException
        || cause instanceof UnknownSchemaException) {
      return OPERATOR;
    }
    if (cause instanceof RegistryUnavailableException
        || cause instanceof RegistryException
        || cause instanceof IOException) {
      return cause instanceof RegistryException ? OPERATOR : PASSING;
    }
    if (cause instanceof org.apache.kafka.streams.errors.StreamsException) {
      return null;
    }
    if (cause instanceof KafkaException) {
      return PASSING;
    }
    return cause instanceof RuntimeException ? BUG : null;
  }
}
