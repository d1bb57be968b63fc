// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.mask.Excerpt;
import backbone.engine.mask.MaskCounter;
import backbone.engine.mask.Masker;
import backbone.engine.mask.text.Findings;
import backbone.schema.otlp.WireReader;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Map;

/**
 * Writes a message anew: texts masked, repaired and cut to a limit, unknown fields and ids of a
 * wrong length left out, all else as it was. Only for messages that {@link Judge} has read.
 */
final class Rewriter {

  private static final int TEXT_VALUE = 1;

  private final Masker masker;
  private final MaskCounter counter = new MaskCounter();
  private final Findings findings = new Findings();
  private final Keys keys = new Keys();

  Rewriter(Masker masker) {
    this.masker = masker;
  }

  /** What is written next is of this service; null is of none. */
  void enter(String service) {
    masker.enter(service);
  }

  /** What has been masked since this was asked last, by rule; empty when nothing was. */
  Map<String, Long> takeCounts() {
    Map<String, Long> counts = counter.counts();
    counter.clear();
    return counts;
  }

  /** The message between two positions; longer texts are cut to {@code textBytesMax}. */
  byte[] rewrite(Shape shape, byte[] in, int from, int to, int textBytesMax) {
    WireReader message = new WireReader();
    message.reset(in, from, to);
    return message(shape, message, "", textBytesMax);
  }

  /** A text, masked. */
  byte[] text(byte[] in, int from, int to) {
    return text("", in, from, to, Integer.MAX_VALUE);
  }

  private byte[] message(Shape shape, WireReader in, String outerKey, int textBytesMax) {
    String key = shape == Shape.KEY_VALUE ? Judge.key(masker, outerKey, keys.of(in)) : outerKey;
    WireWriter out = new WireWriter(Math.max(16, in.end() - in.position() + 16));
    while (in.next()) {
      switch (shape.kind(in)) {
        case TEXT -> {
          boolean isValue = shape == Shape.ANY;
          byte[] text = text(isValue ? key : "", in.bytes(), in.from(), in.to(), textBytesMax);
          out.field(in.field(), text);
        }
        case BLOB -> out.field(in.field(), blob(key, in, textBytesMax));
        case MESSAGE -> {
          WireReader inner = new WireReader();
          inner.enter(in);
          out.field(in.field(), message(shape.inner(in.field()), inner, key, textBytesMax));
        }
        case INTEGER -> number(key, Judge.digits(in.value(), masker.isSecret(key)), in, out);
        case DECIMAL -> {
          double number = Double.longBitsToDouble(in.value());
          number(key, Judge.digits(number, masker.isSecret(key)), in, out);
        }
        case TRACE_ID -> id(in, 16, out);
        case SPAN_ID -> id(in, 8, out);
        case NUMBER, FIXED64, FIXED32 -> out.raw(in.bytes(), in.tagFrom(), in.to());
        case UNKNOWN -> {}
      }
    }
    return out.toBytes();
  }

  private byte[] text(String key, byte[] in, int from, int to, int bytesMax) {
    String text = masker.mask(key, new String(in, from, to - from, UTF_8), counter);
    String cut = Excerpt.utf8Cut(text, bytesMax);
    // What was no card number in a longer row of digits may be one in a shorter.
    String safe = cut.length() == text.length() ? cut : masker.mask(key, cut, counter);
    return safe.getBytes(UTF_8);
  }

  /** Bytes that read like text are masked like text; what still shows something is left out. */
  private byte[] blob(String key, WireReader in, int bytesMax) {
    int length = Math.min(in.to() - in.from(), bytesMax);
    boolean utf8 = UnsafeByteOperations.unsafeWrap(in.bytes(), in.from(), length).isValidUtf8();
    var charset = utf8 ? UTF_8 : ISO_8859_1;
    String text = new String(in.bytes(), in.from(), length, charset);
    byte[] masked = masker.mask(key, text, counter).getBytes(charset);
    boolean safe = masker.scan(key, masked, 0, masked.length, findings) == 0;
    return safe ? masked : new byte[0];
  }

  private void number(String key, String digits, WireReader in, WireWriter out) {
    String masked = masker.mask(key, digits, counter);
    if (masked == null || masked.equals(digits)) {
      out.raw(in.bytes(), in.tagFrom(), in.to());
    } else {
      out.field(TEXT_VALUE, masked.getBytes(UTF_8));
    }
  }

  private static void id(WireReader in, int length, WireWriter out) {
    if (in.to() - in.from() == length) {
      out.raw(in.bytes(), in.tagFrom(), in.to());
    }
  }
}
