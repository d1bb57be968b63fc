// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.spans;

import backbone.streams.raw.RawParts;
import backbone.streams.raw.RawTopology;
import backbone.streams.rules.Rules;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;

/** Raw batches of spans in; spans by trace, dead letters and watermarks out. */
final class NormalizeSpansTopology {

  static final String NORMALIZE = "normalize-spans";

  private final RawParts parts;
  private final Supplier<SpanEngine> engines;
  private final Rules rules;

  NormalizeSpansTopology(RawParts parts, Supplier<SpanEngine> engines, Rules rules) {
    this.parts = parts;
    this.engines = engines;
    this.rules = rules;
  }

  Topology get() {
    return RawTopology.around(
        parts, NORMALIZE, () -> new SpanProcessor(parts, engines, rules), List.of());
  }
}
