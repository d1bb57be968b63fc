// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.spans;

import backbone.engine.spans.RawSpans;
import backbone.engine.spans.SpanOutput;

/** The engine as the job sees it. Of one thread. */
@FunctionalInterface
interface SpanEngine {

  /** Unrolls a raw batch into spans by trace, dead parts and dropped parts. */
  void normalize(RawSpans raw, SpanOutput output);
}
