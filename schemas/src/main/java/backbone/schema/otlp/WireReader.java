// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.otlp;

/**
 * Steps over the fields of one protobuf message without making objects. Reusable; for one thread.
 *
 * <p>After {@link #next} a field is known by its number and type, and by its place: {@code tagFrom}
 * to {@code to} are all its bytes, {@code from} to {@code to} those of its value. Every position is
 * within the message, so nothing read from here can run beyond it.
 */
public final class WireReader {

  public static final int VARINT = 0;
  public static final int FIXED64 = 1;
  public static final int BYTES = 2;
  public static final int GROUP = 3;
  public static final int FIXED32 = 5;

  private static final int END_GROUP = 4;
  private static final int GROUPS_DEEP_MAX = 64;

  private byte[] bytes = {};
  private int at;
  private int end;
  private int tagFrom;
  private int from;
  private int field;
  private int type;
  private long value;

  /** Starts a message that holds the bytes {@code start} to {@code stop}, which is excluded. */
  public void reset(byte[] message, int start, int stop) {
    bytes = message;
    at = start;
    end = stop;
  }

  /** Starts the message that is the current field of another reader. */
  public void enter(WireReader outer) {
    reset(outer.bytes, outer.from, outer.at);
  }

  /**
   * Goes to the next field; false at the end.
   *
   * @throws MalformedOtlpException when what follows is no field, or does not fit in the message
   */
  public boolean next() {
    if (at >= end) {
      return false;
    }
    tagFrom = at;
    long tag = varint();
    field = (int) (tag >>> 3);
    type = (int) tag & 7;
    if (tag >>> 32 != 0 || field == 0 || type == END_GROUP) {
      throw malformed("begins what is no field");
    }
    from = at;
    value(0);
    return true;
  }

  /** Whether the current field is this one; a known number with a foreign type is another field. */
  public boolean is(int number, int wireType) {
    return field == number && type == wireType;
  }

  public byte[] bytes() {
    return bytes;
  }

  /** Number of the current field, from 1. */
  public int field() {
    return field;
  }

  /** One of {@link #VARINT}, {@link #FIXED64}, {@link #BYTES}, {@link #GROUP}, {@link #FIXED32}. */
  public int type() {
    return type;
  }

  /** First byte of the field's tag. */
  public int tagFrom() {
    return tagFrom;
  }

  /** First byte of the field's value. */
  public int from() {
    return from;
  }

  /** One past the field's last byte. */
  public int to() {
    return at;
  }

  /** Where the next field begins. */
  public int position() {
    return at;
  }

  /** One past the last byte of the message. */
  public int end() {
    return end;
  }

  /** Value of a varint or fixed field. */
  public long value() {
    return value;
  }

  private void value(int depth) {
    switch (type) {
      case VARINT -> value = varint();
      case FIXED64 -> value = fixed(8);
      case FIXED32 -> value = fixed(4);
      case BYTES -> {
        long length = varint();
        if (length < 0 || length > end - at) {
          throw malformed("begins a value that runs over the end at byte " + end);
        }
        from = at;
        at += (int) length;
      }
      case GROUP -> skipGroup(depth);
      default -> throw malformed("begins a value of no known type");
    }
  }

  /** Groups are history, but a reader must step over them. */
  private void skipGroup(int depth) {
    if (depth >= GROUPS_DEEP_MAX) {
      throw malformed("more than " + GROUPS_DEEP_MAX + " groups lie in each other");
    }
    int group = field;
    int start = at;
    while (true) {
      long tag = varint();
      type = (int) tag & 7;
      field = (int) (tag >>> 3);
      if (type == END_GROUP) {
        break;
      }
      value(depth + 1);
    }
    if (field != group) {
      throw malformed("a group ends as another");
    }
    type = GROUP;
    from = start;
  }

  private long fixed(int length) {
    if (length > end - at) {
      throw malformed("a number is cut off at byte " + end);
    }
    long number = 0;
    for (int i = length - 1; i >= 0; i--) {
      number = number << 8 | (bytes[at + i] & 0xff);
    }
    at += length;
    return number;
  }

  private long varint() {
    if (at < end && bytes[at] >= 0) {
      return bytes[at++];
    }
    long number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        throw malformed("a number is cut off at byte " + end);
      }
      byte b = bytes[at++];
      number |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return number;
      }
    }
    throw malformed("a number is longer than 10 bytes");
  }

  private MalformedOtlpException malformed(String what) {
    return new MalformedOtlpException("These bytes are no OTLP: at byte " + at + " " + what + ".");
  }
}
