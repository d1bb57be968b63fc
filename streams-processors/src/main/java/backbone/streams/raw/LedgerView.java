// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

/** Where a task shows its books: only what is committed, in immutable copies. */
public interface LedgerView {

  /** A task begins with these books; what they count was shown by whoever made it. */
  void opened(String topic, int partition, Ledger.Snapshot books);

  /** The transaction that these books are part of is committed. */
  void committed(String topic, int partition, Ledger.Snapshot books);

  /** So many values that a rule replaced in a service's data are committed. */
  default void masked(String service, String rule, long count) {}

  /** So many events that were read in a format are committed. */
  default void parsed(String format, String status, long count) {}

  /** So many bytes of an owner's events are committed. */
  default void written(VolumeTally.Owner owner, long bytes) {}

  /** The task has ended. */
  void closed(String topic, int partition);
}
