// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.envelopes;

import static backbone.engine.normalize.text.Bytes.isBlank;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.event.Payload;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.JsonScanner;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;
import backbone.schema.LogEvent;

/**
 * Syslog of RFC 5424: {@code <34>1 2003-10-11T22:14:15.003Z host app 12 ID7 [id@1 key="text"] msg};
 * a dash is what is absent. Structured data become attributes; {@code opentelemetry} holds the ids
 * of a trace.
 */
public final class Syslog5424Format implements Format {

  private static final int HEADER_FIELDS = 5;
  private static final String DATA_KEY = "log.syslog.structured_data.";

  private final TimeParser times;
  private final Payload payload;
  private final int[] starts = new int[HEADER_FIELDS];
  private final int[] ends = new int[HEADER_FIELDS];

  public Syslog5424Format(TimeParser times, Payload payload) {
    this.times = times;
    this.payload = payload;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int start = SyslogFormat.afterPriority(b, line.from(), end);
    if (start == line.from() || !Bytes.startsWith(b, start, end, "1 ")) {
      return false;
    }
    int data = header(b, start + 2, end);
    boolean timed = data > 0 && times.iso(b, starts[0], ends[0], line.zone());
    if (data < 0 || (!timed && !absent(b, 0))) {
      return false;
    }
    if (timed) {
      draft.time(times.nanos());
    }
    int priority = (int) Bytes.number(b, line.from() + 1, start - 1);
    draft.parsed("syslog-5424");
    draft.severity(Levels.syslog(priority & 7));
    draft.attribute("log.syslog.facility.code", (long) (priority >> 3));
    fields(b, draft);
    int text = data(b, data, end, draft);
    message(line, text, draft);
    return true;
  }

  /**
   * Finds time, host, app, process and message id; gives where the structured data begin, or -1.
   */
  private int header(byte[] b, int from, int end) {
    int at = from;
    for (int field = 0; field < HEADER_FIELDS; field++) {
      starts[field] = at;
      ends[field] = Bytes.tokenEnd(b, at, end);
      if (ends[field] == at || ends[field] >= end) {
        return -1;
      }
      at = ends[field] + 1;
    }
    return at < end && (b[at] == '-' || b[at] == '[') ? at : -1;
  }

  private boolean absent(byte[] b, int field) {
    return ends[field] == starts[field] + 1 && b[starts[field]] == '-';
  }

  private String text(byte[] b, int field) {
    return absent(b, field) ? null : Bytes.text(b, starts[field], ends[field]);
  }

  private void fields(byte[] b, Draft draft) {
    LogEvent event = draft.event();
    event.setHostName(text(b, 1));
    String app = text(b, 2);
    event.setServiceName(app);
    if (app != null) {
      draft.attribute("process.name", app);
    }
    long pid = Bytes.number(b, starts[3], ends[3]);
    if (pid >= 0) {
      draft.attribute("process.pid", pid);
    } else if (!absent(b, 3)) {
      draft.attribute("log.syslog.procid", Bytes.text(b, starts[3], ends[3]));
    }
    if (!absent(b, 4)) {
      draft.attribute("log.syslog.msgid", Bytes.text(b, starts[4], ends[4]));
    }
  }

  /** Takes the elements in brackets; gives where the message begins. */
  private static int data(byte[] b, int from, int end, Draft draft) {
    int at = b[from] == '-' ? from + 1 : from;
    while (at < end && b[at] == '[') {
      int idEnd = at + 1;
      while (idEnd < end && !isBlank(b[idEnd]) && b[idEnd] != ']') {
        idEnd++;
      }
      String id = Bytes.text(b, at + 1, idEnd);
      at = idEnd;
      while (at < end && b[at] != ']') {
        at = parameter(b, at, end, id, draft);
      }
      at++;
    }
    return Math.min(at, end);
  }

  /** Takes {@code key="text"}; gives where to go on. */
  private static int parameter(byte[] b, int from, int end, String id, Draft draft) {
    int key = Bytes.skipBlanks(b, from, end);
    int equals = key;
    while (equals < end && b[equals] != '=' && b[equals] != ']') {
      equals++;
    }
    int quote = equals + 1;
    if (quote >= end || b[equals] != '=' || b[quote] != '"') {
      return equals < end && b[equals] == ']' ? equals : end;
    }
    int close = JsonScanner.stringEnd(b, quote + 1, end);
    if (close < 0) {
      return end;
    }
    value(id, Bytes.text(b, key, equals), unescaped(b, quote + 1, close), draft);
    return close + 1;
  }

  private static void value(String id, String key, String text, Draft draft) {
    boolean taken =
        id.equals("opentelemetry")
            && ((key.equals("trace_id") && draft.traceId(text))
                || (key.equals("span_id") && draft.spanId(text)));
    if (!taken) {
      // An at sign would make it look like the address of a person.
      draft.attribute(DATA_KEY + id.replace('@', '.') + "." + key, text);
    }
  }

  private static String unescaped(byte[] b, int from, int to) {
    String text = Bytes.text(b, from, to);
    return text.indexOf('\\') < 0
        ? text
        : text.replace("\\\"", "\"").replace("\\]", "]").replace("\\\\", "\\");
  }

  private void message(Line line, int from, Draft draft) {
    byte[] b = line.bytes();
    int start = Bytes.skipByteOrderMark(b, Bytes.skipBlanks(b, from, line.end()), line.end());
    draft.event().setMessage(line.text(start));
    payload.takeKnown(line, new Payload.Text(b, start, line.to(), null), draft);
  }
}
