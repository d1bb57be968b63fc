// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import static backbone.schema.otlp.WireReader.BYTES;

import backbone.schema.otlp.WireReader;

/** Counts the spans of a value without looking into them. Reusable; for one thread. */
final class SpanCount {

  private final WireReader data = new WireReader();
  private final WireReader batch = new WireReader();
  private final WireReader scope = new WireReader();

  /**
   * Number of spans in a TracesData.
   *
   * @throws backbone.schema.otlp.MalformedOtlpException when it is none
   */
  int of(byte[] value) {
    int spans = 0;
    data.reset(value, 0, value.length);
    while (data.next()) {
      if (data.is(1, BYTES)) {
        batch.enter(data);
        while (batch.next()) {
          if (batch.is(2, BYTES)) {
            spans += inScope();
          }
        }
      }
    }
    return spans;
  }

  private int inScope() {
    int spans = 0;
    scope.enter(batch);
    while (scope.next()) {
      if (scope.is(2, BYTES)) {
        spans++;
      }
    }
    return spans;
  }
}
