// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import backbone.schema.LogEvent;

/** Where a {@link Normalizer} puts what became of one raw record. */
public interface NormalizerOutput {

  /** An event, masked and complete. */
  void event(LogEvent event);

  /**
   * The record or a part of it cannot become an event.
   *
   * @param faultClass one lower-case word for counting, such as {@code undecodable}
   * @param reason one sentence that quotes nothing of the payload
   * @param maskedExcerpt at most 1 KiB of the payload, masked
   */
  void dead(String faultClass, String reason, String maskedExcerpt);

  /** A part that is left out on purpose, counted with its reason, such as {@code blank}. */
  void dropped(String reason);
}
