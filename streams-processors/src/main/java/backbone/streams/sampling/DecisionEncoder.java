// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.schema.AvroCodec;
import backbone.schema.Decision;

/** Makes the bytes of a decision. Of one thread. */
interface DecisionEncoder {

  /**
   * Reaches whatever is needed to encode.
   *
   * @throws RuntimeException when it is not there; the job tries again
   */
  void connect();

  byte[] encode(Decision decision);

  /** Avro in Confluent's wire format. */
  static DecisionEncoder avro(AvroCodec<Decision> codec) {
    return new DecisionEncoder() {
      @Override
      public void connect() {
        codec.connect();
      }

      @Override
      public byte[] encode(Decision decision) {
        return codec.encode(decision);
      }
    };
  }
}
