// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;

/** One sentence for people about why the worker is not there. */
final class KafkaFaults {

  private KafkaFaults() {}

  static String sentence(Throwable fault, ConnectConfig config) {
    Throwable cause = cause(fault);
    Object brokers = config.worker().kafka().get("bootstrap.servers");
    String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    if (cause instanceof AuthenticationException) {
      return "Kafka at "
          + brokers
          + " refuses this login. Mend kafka.sasl.* or kafka.ssl.*; it is tried again. "
          + message;
    }
    if (cause instanceof AuthorizationException) {
      return "Kafka does not let this user do what a Connect worker does. Allow its group and its"
          + " three topics; it is tried again. "
          + message;
    }
    if (cause instanceof InvalidReplicationFactorException) {
      return ConnectSettings.REPLICATION + " does not fit the cluster. " + message;
    }
    if (cause instanceof TimeoutException
        || cause instanceof org.apache.kafka.common.errors.TimeoutException) {
      return "No broker answers at " + brokers + ". It is tried again.";
    }
    return "Connect's worker cannot start; it is tried again. " + cause;
  }

  private static Throwable cause(Throwable fault) {
    Throwable cause = fault;
    while (cause.getCause() != null
        && (cause instanceof ExecutionException
            || cause instanceof org.apache.kafka.connect.errors.ConnectException)) {
      cause = cause.getCause();
    }
    return cause;
  }
}
