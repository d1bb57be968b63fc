// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.keys;

import static backbone.engine.normalize.text.Bytes.isBlank;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Payload;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.text.Pair;
import backbone.engine.normalize.times.TimeParser;

/**
 * Lines of nothing but {@code key=value}: logfmt as go-kit, logrus, slog and many others write it.
 *
 * <pre>
 * time="2024-01-02T10:11:12Z" level=info msg="a text" customer=12
 * ts=2024-01-02T10:11:12.345Z caller=main.go:12 level=warn msg=text err="it broke"
 * </pre>
 *
 * <p>Bare words behind a bare message belong to it; elsewhere they are keys that are true. They are
 * taken only on lines that a level, time or message shows to be of a logger.
 */
public final class LogfmtFormat implements Format {

  private static final int KNOWN_MIN = 2;
  private static final String[] KNOWN = {
    "time", "ts", "t", "timestamp", "level", "lvl", "severity", "msg", "message"
  };

  private final KeyedValues values;
  private final KeyedEvent event;
  private final Pair pair = new Pair();
  private final Pair next = new Pair();

  public LogfmtFormat(TimeParser times, Payload payload) {
    values = new KeyedValues(times);
    event = new KeyedEvent(values, payload);
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    if (Pair.keyEnd(b, line.from(), line.end()) < 0 || !isLogfmt(b, line.from(), line.end())) {
      return false;
    }
    values.begin(line, draft);
    String words = take(b, line.from(), line.end());
    event.begin(line, draft);
    draft.parsed("logfmt");
    event.whole();
    boolean free = values.fields().slot(Field.MESSAGE).isFree();
    if (free) {
      draft.event().setMessage(words == null ? line.text(line.from()) : words);
    }
    if (words != null) {
      flags(b, line.from(), line.end(), free, draft);
    }
    return true;
  }

  private boolean isLogfmt(byte[] b, int from, int end) {
    int pairs = 0;
    int known = 0;
    int words = 0;
    for (int at = from; at < end; at = Bytes.skipBlanks(b, at, end)) {
      if (pair.read(b, at, end)) {
        pairs++;
        known += isKnown(b) ? 1 : 0;
        at = pair.end();
      } else {
        words++;
        at = wordEnd(b, at, end);
      }
    }
    return pairs >= 2 && (words == 0 || known >= KNOWN_MIN);
  }

  private boolean isKnown(byte[] b) {
    for (String key : KNOWN) {
      if (pair.keyLength() == key.length()
          && Bytes.startsWith(b, pair.keyFrom(), pair.keyFrom() + pair.keyLength(), key)) {
        return true;
      }
    }
    return false;
  }

  /** Takes all pairs; gives the first words that are none, which are the message of some. */
  private String take(byte[] b, int from, int end) {
    String message = null;
    for (int at = from; at < end; at = Bytes.skipBlanks(b, at, end)) {
      if (pair.read(b, at, end)) {
        if (!pair.isQuoted() && isMessage(b)) {
          pair.extend(wordsEnd(b, pair.end(), end));
        }
        values.take(b, pair);
        at = pair.end();
      } else {
        int to = wordsEnd(b, at, end);
        message = message == null ? Bytes.text(b, at, to) : message;
        at = to;
      }
    }
    return message;
  }

  /** Makes an attribute of each bare word, but for those that are the message. */
  private void flags(byte[] b, int from, int end, boolean firstsAreMessage, Draft draft) {
    boolean message = firstsAreMessage;
    for (int at = from; at < end; at = Bytes.skipBlanks(b, at, end)) {
      if (pair.read(b, at, end)) {
        boolean grows = !pair.isQuoted() && isMessage(b);
        at = grows ? Math.max(pair.end(), wordsEnd(b, pair.end(), end)) : pair.end();
      } else if (message) {
        at = wordsEnd(b, at, end);
        message = false;
      } else {
        int to = wordEnd(b, at, end);
        draft.attribute(Bytes.text(b, at, to), true);
        at = to;
      }
    }
  }

  private boolean isMessage(byte[] b) {
    int from = pair.keyFrom();
    int to = from + pair.keyLength();
    return (to - from == 3 && Bytes.startsWith(b, from, to, "msg"))
        || (to - from == 7 && Bytes.startsWith(b, from, to, "message"));
  }

  /** End of the last word before the next pair. */
  private int wordsEnd(byte[] b, int from, int end) {
    int last = from;
    for (int at = Bytes.skipBlanks(b, from, end); at < end && !next.read(b, at, end); ) {
      last = wordEnd(b, at, end);
      at = Bytes.skipBlanks(b, last, end);
    }
    return last;
  }

  private static int wordEnd(byte[] b, int from, int end) {
    int at = from;
    while (at < end && !isBlank(b[at])) {
      at++;
    }
    return at;
  }
}
