// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import backbone.producer.gateway.Verdict.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The body of a request, with its share of the budget, or why there is none.
 *
 * @param bytes decompressed
 * @param hold released when the request has been answered
 * @param refusal present when the body was not taken; nothing is held then
 */
record Payload(byte[] bytes, Budget.Hold hold, Optional<Verdict> refusal) {

  static final String BUSY = "Too much waits for Kafka. Send it again later.";

  private static final int CHUNK_BYTES = 32 << 10;

  /**
   * Reads a body. Memory is taken from the budget before it is used, so that a small body that
   * unpacks into a huge one ends at the limit.
   *
   * @param hold may have some bytes of this body already; released unless the body is taken
   * @throws IOException when the body cannot be read or unpacked
   */
  static Payload read(InputStream in, Budget.Hold hold, int bytesMax) throws IOException {
    boolean kept = false;
    try {
      ByteArrayOutputStream body = new ByteArrayOutputStream(CHUNK_BYTES);
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        if ((long) body.size() + n > bytesMax) {
          return refused(Reason.TOO_LARGE, tooLarge(bytesMax));
        }
        if (!hold.reach((long) body.size() + n)) {
          return refused(Reason.BUSY, BUSY);
        }
        body.write(chunk, 0, n);
      }
      kept = true;
      return new Payload(body.toByteArray(), hold, Optional.empty());
    } finally {
      if (!kept) {
        hold.release();
      }
    }
  }

  static Payload refused(Reason reason, String message) {
    return new Payload(new byte[0], null, Optional.of(Verdict.refused(reason, message)));
  }

  static String tooLarge(int bytesMax) {
    return "The request is larger than gateway.request.bytes.max="
        + bytesMax
        + " after decompression. Send smaller batches.";
  }
}
