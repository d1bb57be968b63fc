// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

/** Where a task shows its numbers: only what is committed, in immutable copies. */
interface SamplingView {

  /** A task begins with these numbers; what they count was shown by whoever made it. */
  void opened(int partition, SamplingSnapshot numbers);

  /** The transaction that these numbers are part of is committed. */
  void committed(int partition, SamplingSnapshot numbers);

  /** The task has ended. */
  void closed(int partition);
}
