// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import static backbone.engine.normalize.text.Bytes.isDigit;
import static backbone.engine.normalize.text.Bytes.startsWith;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.text.Decimals;
import backbone.engine.normalize.text.JsonValues;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * W3C extended logs, as IIS writes them, times in UTC. Which columns a file has only its {@code
 * #Fields} line tells, and no line may depend on another; so a line is read when it has the columns
 * that IIS writes by default, and the lines of the header are events of their own.
 *
 * <pre>
 * date time [site [computer]] s-ip method stem query port user c-ip agent [referrer] status ...
 * date time c-ip user s-ip port method stem query status [agent]
 * </pre>
 */
public final class W3cFormat implements Format {

  private static final int WORDS_MAX = 24;
  private static final String[] DIRECTIVES = {
    "#Software: ", "#Version: ", "#Date: ", "#Fields: ", "#Start-Date: ", "#Remark: "
  };

  private final TimeParser times;

  public W3cFormat(TimeParser times) {
    this.times = times;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    if (b[line.from()] == '#') {
      return directive(line, draft);
    }
    if (!times.iso(b, line.from(), end, java.time.ZoneOffset.UTC)) {
      return false;
    }
    Tokens words = Tokens.of(b, times.end(), end, WORDS_MAX);
    int method = method(b, words);
    boolean stem = method > 0 && words.first(method + 1) == '/' && words.count() > method + 3;
    if (!stem || !(isAddress(b, words, 0) || isAddress(b, words, method - 1))) {
      return false;
    }
    draft.time(times.nanos());
    draft.parsed("w3c");
    draft.event().setMessage(line.text(line.from()));
    draft.event().setHttpMethod(words.text(method));
    draft.event().setUrlPath(words.text(method + 1));
    words.attribute("url.query", method + 2, draft);
    boolean iis = method >= 1 && isAddress(b, words, method - 1) && isPort(words, method + 3);
    if (iis) {
      iis(b, words, method, draft);
    } else {
      brief(words, method, draft);
    }
    return true;
  }

  private static void iis(byte[] b, Tokens words, int method, Draft draft) {
    words.number("server.port", method + 3, draft);
    words.attribute("server.address", method - 1, draft);
    words.attribute("user.name", method + 4, draft);
    draft.event().setClientIp(words.text(method + 5));
    String agent = words.text(method + 6);
    draft.event().setUserAgent(agent == null ? null : agent.replace('+', ' '));
    int status = method + 7;
    if (status < words.count() && !isDigit(words.first(status))) {
      words.attribute("http.request.referrer", status, draft);
      status++;
    }
    status(words.number(status), draft);
    int last = words.count() - 1;
    boolean taken = last >= status + 3 && words.number(last) >= 0;
    if (taken) {
      draft.event().setDurationNano(millis(b, words, last));
    }
  }

  private static long millis(byte[] b, Tokens words, int word) {
    return Math.max(0, Decimals.nanos(b, words.start(word), words.end(word), Decimals.MILLI));
  }

  private static void brief(Tokens words, int method, Draft draft) {
    draft.event().setClientIp(words.text(0));
    words.attribute("user.name", 1, draft);
    status(words.number(method + 3), draft);
    String agent = words.text(method + 4);
    draft.event().setUserAgent(agent == null ? null : agent.replace('+', ' '));
  }

  private static void status(long status, Draft draft) {
    if (status >= 100 && status <= 599) {
      draft.event().setHttpStatusCode((int) status);
      draft.severity(status >= 500 ? 17 : status >= 400 ? 13 : 9);
    }
  }

  private static int method(byte[] b, Tokens words) {
    for (int word = 1; word < Math.min(words.count(), 7); word++) {
      if (JsonValues.isMethod(b, words.start(word), words.end(word))
          && words.first(word + 1) == '/') {
        return word;
      }
    }
    return -1;
  }

  /** Whether a word has only what addresses have, and a dot or colon among it. */
  private static boolean isAddress(byte[] b, Tokens words, int word) {
    boolean joint = false;
    for (int at = words.start(word); at < words.end(word); at++) {
      int lower = b[at] | 0x20;
      joint |= b[at] == '.' || b[at] == ':';
      if (!isDigit(b[at]) && b[at] != '.' && b[at] != ':' && (lower < 'a' || lower > 'f')) {
        return false;
      }
    }
    return joint;
  }

  private static boolean isPort(Tokens words, int word) {
    long port = words.number(word);
    return port > 0 && port < 65_536;
  }

  private static boolean directive(Line line, Draft draft) {
    byte[] b = line.bytes();
    for (String directive : DIRECTIVES) {
      if (startsWith(b, line.from(), line.end(), directive)) {
        draft.parsed("w3c");
        draft.severity(9);
        draft.event().setMessage(line.text(line.from()));
        return true;
      }
    }
    return false;
  }
}
