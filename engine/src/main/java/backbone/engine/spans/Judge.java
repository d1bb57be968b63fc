// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import backbone.engine.mask.Masker;
import backbone.engine.mask.text.Findings;
import backbone.schema.otlp.MalformedOtlpException;
import backbone.schema.otlp.WireReader;
import com.google.protobuf.UnsafeByteOperations;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Says whether a message may be copied as it is: nothing to mask, valid UTF-8, no unknown fields,
 * ids of the right length. Reads everything, so a message it calls clean can be read by anyone.
 */
final class Judge {

  /** Readers refuse what is nested deeper than 100 messages, and three are around the span. */
  static final int DEEP_MAX = 90;

  /** Shorter numbers are nothing that a rule looks for, unless their key is that of a secret. */
  private static final long LONG_NUMBER = 100_000_000L;

  private final Masker masker;
  private final Findings findings = new Findings();
  private final Keys keys = new Keys();
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
    return isClean(shape, in, depth, "");
  }

  private boolean isClean(Shape shape, WireReader in, int depth, String key) {
    return switch (shape.kind(in)) {
      case TEXT -> isCleanText(shape == Shape.ANY ? key : "", in);
      case MESSAGE -> isCleanMessage(shape.inner(in.field()), in, depth + 1, key);
      case BLOB -> masker.scan(key, in.bytes(), in.from(), in.to(), findings) == 0;
      case TRACE_ID -> in.to() - in.from() == 16 || in.to() == in.from();
      case SPAN_ID -> in.to() - in.from() == 8 || in.to() == in.from();
      case INTEGER -> isCleanDigits(key, digits(in.value(), masker.isSecret(key)));
      case DECIMAL -> {
        double number = Double.longBitsToDouble(in.value());
        yield isCleanDigits(key, digits(number, masker.isSecret(key)));
      }
      case NUMBER, FIXED64, FIXED32 -> true;
      case UNKNOWN -> false;
    };
  }

  /** The digits of a number that a rule may look for, or null. */
  static String digits(long number, boolean secret) {
    boolean few = number < LONG_NUMBER && number > -LONG_NUMBER;
    return few && !secret ? null : Long.toString(number);
  }

  /** The digits of a number that a rule may look for, or null. */
  static String digits(double number, boolean secret) {
    boolean whole = Math.abs(number) >= LONG_NUMBER && Math.abs(number) < 1e19;
    if (whole && Math.rint(number) == number) {
      return new BigDecimal(number).toPlainString();
    }
    return secret ? Double.toString(number) : null;
  }

  /** The key that counts for what is within a pair: what lies under a secret's is one, too. */
  static String key(Masker masker, String outer, String own) {
    return masker.isSecret(outer) ? outer : own;
  }

  private boolean isCleanMessage(Shape shape, WireReader outer, int depth, String outerKey) {
    if (depth > DEEP_MAX) {
      throw new MalformedOtlpException(
          "A value lies more than " + DEEP_MAX + " messages deep, which readers refuse.");
    }
    WireReader in = readers[depth];
    in.enter(outer);
    String key = shape == Shape.KEY_VALUE ? key(masker, outerKey, keys.of(in)) : outerKey;
    boolean clean = true;
    while (in.next()) {
      clean &= isClean(shape, in, depth, key);
    }
    return clean;
  }

  private boolean isCleanText(String key, WireReader in) {
    byte[] b = in.bytes();
    if (masker.scan(key, b, in.from(), in.to(), findings) > 0) {
      return false;
    }
    for (int at = in.from(); at < in.to(); at++) {
      if (b[at] < 0) {
        return UnsafeByteOperations.unsafeWrap(b, at, in.to() - at).isValidUtf8();
      }
    }
    return true;
  }

  private boolean isCleanDigits(String key, String digits) {
    if (digits == null) {
      return true;
    }
    byte[] text = digits.getBytes(StandardCharsets.US_ASCII);
    return masker.scan(key, text, 0, text.length, findings) == 0;
  }
}
