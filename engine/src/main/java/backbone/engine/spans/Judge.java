// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import backbone.engine.mask.Findings;
import backbone.engine.mask.Masker;
import backbone.schema.otlp.MalformedOtlpException;
import backbone.schema.otlp.WireReader;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.charset.StandardCharsets;

/**
 * Says whether a message may be copied as it is: nothing to mask, valid UTF-8, no unknown fields,
 * ids of the right length. Reads everything, so a message it calls clean can be read by anyone.
 */
final class Judge {

  /** Readers refuse what is nested deeper than 100 messages, and three are around the span. */
  static final int DEEP_MAX = 90;

  /** Shorter numbers are no card numbers. */
  private static final long LONG_NUMBER = 100_000_000_000L;

  private final Masker masker;
  private final Findings findings = new Findings();
  private final WireReader[] readers = new WireReader[DEEP_MAX + 1];

  Judge(Masker masker) {
    this.masker = masker;
    for (int i = 0; i < readers.length; i++) {
      readers[i] = new WireReader();
    }
  }

  /**
   * Judges the current field of a message.
   *
   * @param depth how many messages are around that message, from 0
   * @throws MalformedOtlpException when a message within is broken
   */
  boolean isClean(Shape shape, WireReader in, int depth) {
    return switch (shape.kind(in)) {
      case TEXT -> isCleanText(in.bytes(), in.from(), in.to());
      case MESSAGE -> isCleanMessage(shape.inner(in.field()), in, depth + 1);
      case BLOB -> masker.scan(in.bytes(), in.from(), in.to(), findings) == 0;
      case TRACE_ID -> in.to() - in.from() == 16 || in.to() == in.from();
      case SPAN_ID -> in.to() - in.from() == 8 || in.to() == in.from();
      case INTEGER -> isCleanNumber(in.value());
      case DECIMAL -> isCleanNumber(Double.longBitsToDouble(in.value()));
      case NUMBER, FIXED64, FIXED32 -> true;
      case UNKNOWN -> false;
    };
  }

  /** The digits of a number that could be a card's, or null. */
  static String digits(long number) {
    return number < LONG_NUMBER && number > -LONG_NUMBER ? null : Long.toString(number);
  }

  /** The digits of a number that could be a card's, or null. */
  static String digits(double number) {
    boolean whole = Math.abs(number) >= LONG_NUMBER && Math.abs(number) < 1e19;
    return whole && Math.rint(number) == number
        ? new java.math.BigDecimal(number).toPlainString()
        : null;
  }

  private boolean isCleanMessage(Shape shape, WireReader outer, int depth) {
    if (depth > DEEP_MAX) {
      throw new MalformedOtlpException(
          "A value lies more than " + DEEP_MAX + " messages deep, which readers refuse.");
    }
    WireReader in = readers[depth];
    in.enter(outer);
    boolean clean = true;
    while (in.next()) {
      clean &= isClean(shape, in, depth);
    }
    return clean;
  }

  private boolean isCleanText(byte[] b, int from, int to) {
    if (masker.scan(b, from, to, findings) > 0) {
      return false;
    }
    for (int at = from; at < to; at++) {
      if (b[at] < 0) {
        return UnsafeByteOperations.unsafeWrap(b, at, to - at).isValidUtf8();
      }
    }
    return true;
  }

  private boolean isCleanNumber(long number) {
    return isCleanDigits(digits(number));
  }

  private boolean isCleanNumber(double number) {
    return isCleanDigits(digits(number));
  }

  private boolean isCleanDigits(String digits) {
    if (digits == null) {
      return true;
    }
    byte[] text = digits.getBytes(StandardCharsets.US_ASCII);
    return masker.scan(text, 0, text.length, findings) == 0;
  }
}
