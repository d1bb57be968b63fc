// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import java.util.Map;

/** Where a {@link SpanNormalizer} puts what became of one raw record. */
public interface SpanOutput {

  /**
   * Spans of one trace, masked and complete. A trace whose spans do not fit into one value comes in
   * several, in order.
   *
   * @param traceId 32 lower-case hex digits
   * @param tracesData protobuf TracesData
   * @param spans how many it holds, from 1
   */
  void trace(String traceId, byte[] tracesData, int spans);

  /**
   * The record, or some of its spans, cannot go on.
   *
   * @param faultClass {@code undecodable}, {@code trace-id}, {@code span-id}, {@code too-large} or
   *     {@code defect}
   * @param reason one sentence that quotes nothing of the payload
   * @param maskedExcerpt at most 1 KiB of the record or the first of the spans, masked
   * @param spans how many are lost; of a record that cannot be read, those seen until then, or 1
   */
  void dead(String faultClass, String reason, String maskedExcerpt, int spans);

  /**
   * How often masking rules fired in what has come out, their resources included.
   *
   * @param service name of the service, masked; empty without one
   * @param counts values by rule, above 0
   */
  default void masked(String service, Map<String, Long> counts) {}

  /** A record that is left out on purpose, counted with its reason: {@code empty}. */
  void dropped(String reason, int spans);
}
