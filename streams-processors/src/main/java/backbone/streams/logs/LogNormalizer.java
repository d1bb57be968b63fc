// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import backbone.engine.normalize.NormalizerOutput;
import backbone.engine.normalize.RawLog;

/** The engine as the job sees it. Of one thread. */
@FunctionalInterface
public interface LogNormalizer {

  /** Unrolls a raw record into events, dead parts and dropped parts. */
  void normalize(RawLog raw, NormalizerOutput output);
}
