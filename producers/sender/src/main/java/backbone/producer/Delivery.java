// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer;

/** Told once what became of a record. Called on a Kafka thread: be short and do not block. */
public interface Delivery {

  /** The broker has the record on all in-sync replicas. */
  void acknowledged();

  /** The record was given up; it may or may not have reached the broker. */
  void failed(Exception cause);
}
