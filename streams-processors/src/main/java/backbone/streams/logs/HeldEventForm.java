// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.normalize.Source;
import backbone.streams.logs.HeldEvent.Begin;
import backbone.streams.logs.HeldEvent.State;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.Objects;

/**
 * Held events as they are stored. Of one thread.
 *
 * <pre>
 * version, 1 byte = 1 | offset, 8 | arrival ms, 8 | last offset, 8 | last arrival ms, 8
 * item, 4 | start, 4 | blank lines, 4 | end of the text, 4
 * 8 x (length, 2, -1 for null | UTF-8): type, host, path, zone, service, env, region, team
 * the lines
 * </pre>
 *
 * All numbers big-endian.
 */
final class HeldEventForm {

  private static final byte VERSION = 1;
  private static final int NUMBERS_BYTES = 1 + 4 * Long.BYTES + 4 * Integer.BYTES;

  /** Most records say the same of their sender as the one before. */
  private Source lastSource;

  private String lastType;
  private byte[] lastNames;

  byte[] write(State state) {
    Begin begin = state.begin();
    byte[] names = names(begin.contentType(), begin.source());
    ByteBuffer out = ByteBuffer.allocate(NUMBERS_BYTES + names.length + state.text().length);
    out.put(VERSION).putLong(begin.offset()).putLong(begin.arrivalMs());
    out.putLong(state.lastOffset()).putLong(state.lastArrivalMs());
    out.putInt(begin.item()).putInt(begin.start()).putInt(state.blanks()).putInt(state.textEnd());
    return out.put(names).put(state.text()).array();
  }

  private byte[] names(String type, Source source) {
    if (lastNames == null || !source.equals(lastSource) || !Objects.equals(type, lastType)) {
      lastNames = encoded(type, source);
      lastSource = source;
      lastType = type;
    }
    return lastNames;
  }

  private static byte[] encoded(String type, Source source) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    put(type, out);
    put(source.host(), out);
    put(source.path(), out);
    put(source.zone() == null ? null : source.zone().getId(), out);
    put(source.service(), out);
    put(source.env(), out);
    put(source.region(), out);
    put(source.team(), out);
    return out.toByteArray();
  }

  private static void put(String text, ByteArrayOutputStream out) {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(UTF_8);
    int length = text == null ? -1 : bytes.length;
    out.write(length >> 8);
    out.write(length);
    out.writeBytes(bytes);
  }

  /**
   * Reads a stored value.
   *
   * @throws IllegalStateException when the version is not known, as after a downgrade
   */
  static State read(byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "store held-lines holds version " + version + ", this release reads " + VERSION);
    }
    long offset = in.getLong();
    long arrivalMs = in.getLong();
    long lastOffset = in.getLong();
    long lastArrivalMs = in.getLong();
    int item = in.getInt();
    int start = in.getInt();
    int blanks = in.getInt();
    int textEnd = in.getInt();
    String type = text(in);
    Begin begin = new Begin(type, source(in), offset, arrivalMs, item, start);
    byte[] text = new byte[in.remaining()];
    in.get(text);
    return new State(begin, lastOffset, lastArrivalMs, blanks, textEnd, text);
  }

  private static Source source(ByteBuffer in) {
    String host = text(in);
    String path = text(in);
    String zone = text(in);
    return new Source(
        host, path, zone == null ? null : ZoneId.of(zone), text(in), text(in), text(in), text(in));
  }

  private static String text(ByteBuffer in) {
    short length = in.getShort();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, UTF_8);
  }
}
