// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.event;

import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.schema.LogEvent;
import java.time.ZoneId;

/**
 * The line inside an envelope (JSON of a shipper, syslog, CRI), read by the ordinary formats. What
 * the line says wins; the envelope fills the rest. Bounded: an envelope in an envelope is opened
 * {@link #DEPTH_MAX} times.
 */
public final class Payload {

  static final int DEPTH_MAX = 4;

  /** Tells that JSON follows. */
  private static final String SYSLOG_COOKIE = "@cee:";

  private final int depth;
  private final Inside inside;

  public Payload(int depth, Inside inside) {
    this.depth = depth;
    this.inside = inside;
  }

  /** The ordinary formats, for a line that lies in one envelope more. */
  public interface Inside {

    /**
     * Whether users have formats for the sender at hand, so that a line may begin with anything.
     */
    boolean anyOfUsers();

    /** Reads a line. What the envelope says of its sender decides which formats of users count. */
    void read(Line line, LogEvent envelope, Draft draft);
  }

  /**
   * Reads the line at these bytes as an event of its own.
   *
   * @param around the item that holds it, for what a time leaves out
   * @return null when it is empty, or too deep
   */
  private Draft read(Line around, Text text, Draft envelope) {
    byte[] b = text.bytes();
    int from = Bytes.skipSpace(b, text.from(), text.to());
    int to = Bytes.trimEnd(b, from, text.to());
    if (from == to || depth >= DEPTH_MAX) {
      return null;
    }
    ZoneId zone = text.zone() == null ? around.zone() : text.zone();
    int end = Bytes.lineEnd(b, from, to);
    if (end > from && b[end - 1] == '\r') {
      end--;
    }
    Draft draft = new Draft();
    inside.read(new Line(b, from, end, to, zone, around.arrivalMs()), envelope.event(), draft);
    return draft;
  }

  /**
   * A stretch of text.
   *
   * @param zone for times that name none, or null for the envelope's
   */
  public record Text(byte[] bytes, int from, int to, ZoneId zone) {}

  /**
   * Reads the line, and lets it replace the envelope's message and whatever else it knows.
   *
   * @param label format of lines that no layout fits
   */
  public boolean take(Line around, Text text, String label, Draft envelope) {
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
  public boolean takeKnown(Line around, Text text, Draft envelope) {
    byte[] b = text.bytes();
    int to = text.to();
    int from = Bytes.skipBlanks(b, text.from(), to);
    if (Bytes.startsWith(b, from, to, SYSLOG_COOKIE)) {
      from = Bytes.skipBlanks(b, from + SYSLOG_COOKIE.length(), to);
    }
    boolean likely =
        inside.anyOfUsers()
            || (from < to && (b[from] == '{' || b[from] == '[' || Bytes.isDigit(b[from])));
    Draft line = likely ? read(around, new Text(b, from, to, text.zone()), envelope) : null;
    if (line == null || !line.event().getParseStatus().equals("ok")) {
      return false;
    }
    envelope.adopt(line);
    envelope.rest(around.to());
    return true;
  }
}
