// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

/** What became of one record in one write. */
public sealed interface Outcome {

  /** Durable in the target, now or by an earlier write. */
  record Written() implements Outcome {}

  /**
   * The record can never be written.
   *
   * @param faultClass short class of the fault, such as {@code document_parsing_exception}
   * @param reason one sentence without any value of the record
   */
  record Dead(String faultClass, String reason) implements Outcome {}

  /**
   * Not written this time.
   *
   * @param fault what to wait for
   * @param reason one sentence without any value of the record
   * @param waitMs what the target asks to wait at least, milliseconds; 0 when it does not say
   */
  record Again(Fault fault, String reason, long waitMs) implements Outcome {

    public Again(Fault fault, String reason) {
      this(fault, reason, 0);
    }
  }

  /** Why a record was not written this time. */
  enum Fault {
    /** Heals by itself: no connection, overload. Retried for ever. */
    PASSING,
    /** Needs a person: access, closed or missing index, full disk. Retried for ever. */
    OPERATOR,
    /** Unknown. Retried some times; then, as its neighbours went through, a dead letter. */
    DOUBTFUL
  }

  Outcome WRITTEN = new Written();
}
