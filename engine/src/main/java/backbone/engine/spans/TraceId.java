// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import java.util.HexFormat;

/** A trace id. Ordered, so that a map stays fast even if ids were made to share a hash. */
record TraceId(long high, long low) implements Comparable<TraceId> {

  @Override
  public int compareTo(TraceId other) {
    int byHigh = Long.compare(high, other.high);
    return byHigh != 0 ? byHigh : Long.compare(low, other.low);
  }

  String hex() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }
}
