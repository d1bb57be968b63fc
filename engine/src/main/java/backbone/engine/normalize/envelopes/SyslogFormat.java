// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.envelopes;

import static backbone.engine.normalize.text.Bytes.isBlank;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.event.Payload;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * BSD syslog, RFC 3164: {@code <34>Oct 11 22:14:15 host tag[pid]: text}. Also as files have it,
 * without the priority, and with the ISO times of newer daemons. A line without priority needs a
 * tag, else too many other lines would pass.
 */
public final class SyslogFormat implements Format {

  private static final int HOST_BYTES_MAX = 255;
  private static final int TAG_BYTES_MAX = 64;

  private final TimeParser times;
  private final Payload payload;

  public SyslogFormat(TimeParser times, Payload payload) {
    this.times = times;
    this.payload = payload;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int start = afterPriority(b, line.from(), end);
    int priority = start == line.from() ? -1 : (int) Bytes.number(b, line.from() + 1, start - 1);
    boolean yearless = times.syslog(b, start, end, line);
    if (!yearless && !times.iso(b, start, end, line.zone())) {
      return false;
    }
    int host = times.end() + 1;
    if (host >= end || !isBlank(b[host - 1])) {
      return false;
    }
    int hostEnd = Bytes.tokenEnd(b, host, Math.min(end, host + HOST_BYTES_MAX));
    int tag = Bytes.skipBlanks(b, hostEnd, end);
    if (hostEnd == host || hostEnd == end || !isBlank(b[hostEnd])) {
      return false;
    }
    boolean pidNeeded = priority < 0 && !yearless && !isOfRsyslog(b, start, times.end());
    int text = tagged(line, tag, pidNeeded, draft);
    if (text < 0 && priority < 0 && !wellKnown(b, tag, end)) {
      return false;
    }
    draft.time(times.nanos());
    draft.parsed("syslog-3164");
    draft.event().setHostName(Bytes.text(b, host, hostEnd));
    draft.event().setMessage(line.text(text < 0 ? tag : text));
    if (priority >= 0) {
      draft.severity(Levels.syslog(priority & 7));
      draft.attribute("log.syslog.facility.code", (long) (priority >> 3));
    }
    if (text > 0) {
      payload.takeKnown(line, new Payload.Text(b, text, line.to(), null), draft);
    }
    return true;
  }

  /** Whether the time is as rsyslog writes it into files: microseconds, and an offset behind. */
  private static boolean isOfRsyslog(byte[] b, int from, int timeEnd) {
    return timeEnd - from == 32
        && b[from + 10] == 'T'
        && b[from + 19] == '.'
        && b[from + 29] == ':';
  }

  /** Behind {@code <0>} to {@code <191>}, or where it began. */
  static int afterPriority(byte[] b, int from, int end) {
    int close = from < end && b[from] == '<' ? Bytes.digitsEnd(b, from + 1, end) : from;
    boolean is = close > from + 1 && close < end && close - from <= 4 && b[close] == '>';
    return is && Bytes.number(b, from + 1, close) <= 191 ? close + 1 : from;
  }

  /**
   * Takes {@code tag[pid]:} or {@code tag:}; returns where the text begins, or -1 without one. With
   * an ISO time only the form with a process id is sure enough.
   */
  private static int tagged(Line line, int from, boolean pidNeeded, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int at = from;
    int limit = Math.min(end, from + TAG_BYTES_MAX);
    while (at < limit && isTagPart(b[at])) {
      at++;
    }
    int nameEnd = at;
    if (at == from || at >= end) {
      return -1;
    }
    int pid = -1;
    if (b[at] == '[') {
      pid = at + 1;
      at = Bytes.digitsEnd(b, pid, end);
      if (at == pid || at >= end || b[at] != ']') {
        return -1;
      }
      at++;
    }
    boolean closed = at < end && b[at] == ':' && (at + 1 == end || isBlank(b[at + 1]));
    // So rsyslog forwards what it got as RFC 5424.
    boolean bare = pid >= 0 && b[line.from()] == '<' && at < end && isBlank(b[at]);
    if (!(closed || bare) || (pidNeeded && pid < 0)) {
      return -1;
    }
    draft.attribute("process.name", Bytes.text(b, from, nameEnd));
    if (pid >= 0) {
      draft.attribute("process.pid", Bytes.number(b, pid, at - 1));
    }
    return Math.min(end, bare ? at + 1 : at + 2);
  }

  /** What daemons write without a tag, or with a version or dashes in it. */
  private static boolean wellKnown(byte[] b, int from, int end) {
    return Bytes.startsWith(b, from, end, "syslogd ")
        || Bytes.startsWith(b, from, end, "last message repeated ")
        || Bytes.startsWith(b, from, end, "message repeated ")
        || Bytes.startsWith(b, from, end, "-- ");
  }

  private static boolean isTagPart(int c) {
    return c > ' ' && c < 0x7f && c != '[' && c != ':' && c != ']';
  }
}
