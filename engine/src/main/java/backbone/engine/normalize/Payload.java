// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import backbone.schema.LogEvent;
import java.time.ZoneId;

/**
 * The line inside an envelope (JSON of a shipper, syslog, CRI), read by the ordinary formats. What
 * the line says wins; the envelope fills the rest. Bounded: an envelope in an envelope is opened
 * {@link #DEPTH_MAX} times.
 */
final class Payload {

  static final int DEPTH_MAX = 4;

  /** Tells that JSON follows. */
  private static final String SYSLOG_COOKIE = "@cee:";

  private final int depth;
  private final UserFormats users;
  private Formats formats;

  Payload(int depth, UserFormats users) {
    this.depth = depth;
    this.users = users;
  }

  /**
   * Reads the line at these bytes as an event of its own.
   *
   * @param around the item that holds it, for what a time leaves out
   * @return null when it is empty, or too deep
   */
  private Draft read(Line around, Text text) {
    byte[] b = text.bytes();
    int from = Bytes.skipSpace(b, text.from(), text.to());
    int to = Bytes.trimEnd(b, from, text.to());
    if (from == to || depth >= DEPTH_MAX) {
      return null;
    }
    if (formats == null) {
      formats = new Formats(depth + 1, users);
    }
    ZoneId zone = text.zone() == null ? around.zone() : text.zone();
    int end = Bytes.lineEnd(b, from, to);
    if (end > from && b[end - 1] == '\r') {
      end--;
    }
    Draft draft = new Draft();
    formats.read(new Line(b, from, end, to, zone, around.arrivalMs()), draft);
    return draft;
  }

  /** What the envelope says of its sender decides which formats of users there are. */
  private Draft read(Line around, Text text, Draft envelope) {
    String service = users.service();
    String path = users.path();
    LogEvent known = envelope.event();
    users.from(
        known.getServiceName() == null ? service : known.getServiceName(),
        known.getFilePath() == null ? path : known.getFilePath());
    try {
      return read(around, text);
    } finally {
      users.from(service, path);
    }
  }

  /**
   * A stretch of text.
   *
   * @param zone for times that name none, or null for the envelope's
   */
  record Text(byte[] bytes, int from, int to, ZoneId zone) {}

  /**
   * Reads the line, and lets it replace the envelope's message and whatever else it knows.
   *
   * @param label format of lines that no layout fits
   */
  boolean take(Line around, Text text, String label, Draft envelope) {
    Draft line = read(around, text, envelope);
    if (line == null) {
      return false;
    }
    LogEvent event = line.event();
    if (event.getParseFormat().equals("text")) {
      event.setParseFormat(label);
      if (envelope.event().getLevel() != null && event.getParseStatus().equals("text")) {
        event.setParseStatus("ok");
      }
    }
    envelope.adopt(line);
    envelope.rest(around.to());
    return true;
  }

  /**
   * The same, but only for a line whose layout is known; begins with what such lines begin with.
   */
  boolean takeKnown(Line around, Text text, Draft envelope) {
    byte[] b = text.bytes();
    int to = text.to();
    int from = Bytes.skipBlanks(b, text.from(), to);
    if (Bytes.startsWith(b, from, to, SYSLOG_COOKIE)) {
      from = Bytes.skipBlanks(b, from + SYSLOG_COOKIE.length(), to);
    }
    boolean likely =
        users.any() || (from < to && (b[from] == '{' || b[from] == '[' || Bytes.isDigit(b[from])));
    Draft line = likely ? read(around, new Text(b, from, to, text.zone()), envelope) : null;
    if (line == null || !line.event().getParseStatus().equals("ok")) {
      return false;
    }
    envelope.adopt(line);
    envelope.rest(around.to());
    return true;
  }
}
