// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import static backbone.engine.normalize.text.Bytes.isBlank;
import static backbone.engine.normalize.text.Bytes.isDigit;
import static backbone.engine.normalize.text.Bytes.isLetter;
import static backbone.engine.normalize.text.Bytes.skipBlanks;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * PostgreSQL's text log. Its prefix is a setting, but the server itself writes the severity, a
 * colon and two blanks, and nobody else does; what stands before is searched for the usual parts.
 *
 * <pre>
 * 2024-01-02 10:11:12.345 KST [123] shop@orders ERROR:  text               Debian's and the default
 * 2024-01-02 10:11:12 UTC:192.0.2.1(5432):shop@orders:[123]:LOG:  text     Amazon's
 * 2024-01-02 10:11:12 UTC [123]: [4-1] user=shop,db=orders,app=a,client=192.0.2.1 LOG:  text
 * &lt; 2024-01-02 10:11:12.345 UTC &gt;LOG:  text                             Red Hat's old
 * </pre>
 *
 * <p>DETAIL, HINT, STATEMENT and the like are lines of their own, marked {@code postgresql.part}.
 */
public final class PostgresFormat implements Format {

  private static final int PREFIX_BYTES_MAX = 400;

  private final TimeParser times;

  public PostgresFormat(TimeParser times) {
    this.times = times;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int start = b[line.from()] == '<' ? line.from() + 2 : line.from();
    int limit = Math.min(end, start + PREFIX_BYTES_MAX);
    if (start + 19 > limit || b[start + 10] != ' ' || b[start + 4] != '-') {
      return false;
    }
    int colon = severityEnd(b, start + 19, limit);
    if (colon < 0 || !times.iso(b, start, end, line.zone())) {
      return false;
    }
    int word = colon;
    while (word > start && isLetter(b[word - 1])) {
      word--;
    }
    if (isDigit(b[colon - 1])) {
      word = colon - 6;
    }
    draft.time(times.nanos());
    draft.parsed("postgresql");
    draft.severity(PostgresSeverity.of(b, word, colon));
    PostgresPrefix.read(b, times.end(), word, draft);
    String part = PostgresSeverity.part(b, word, colon);
    if (part != null) {
      draft.attribute("postgresql.part", part);
    }
    int text = skipBlanks(b, colon + 1, end);
    draft.event().setMessage(line.text(text));
    long duration = PostgresSeverity.duration(b, text, end);
    if (duration >= 0) {
      draft.event().setDurationNano(duration);
    }
    return true;
  }

  /** Position of the colon behind the first severity, or -1. */
  private static int severityEnd(byte[] b, int from, int limit) {
    for (int at = from; at + 2 < limit; at++) {
      if (b[at] == ':' && b[at + 1] == ' ' && b[at + 2] == ' ' && isSeverity(b, from, at)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isSeverity(byte[] b, int from, int colon) {
    int word = isDigit(b[colon - 1]) ? colon - 1 : colon;
    while (word > from && isLetter(b[word - 1])) {
      word--;
    }
    boolean apart = isBlank(b[word - 1]) || b[word - 1] == ':' || b[word - 1] == '>';
    return apart && PostgresSeverity.of(b, word, colon) > 0;
  }
}
