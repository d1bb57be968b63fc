// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large an expression becomes when its counts are written out, roughly and rather too much. The
 * engine writes them out before it can tell, and {@code ((a{1000}){1000}){1000}} fills any memory.
 */
final class RegexSize {

  /** More than anybody may have, and small enough to be multiplied. */
  private static final long HUGE = 1L << 30;

  private final String text;
  private int at;

  private RegexSize(String text) {
    this.text = text;
  }

  static long of(String text) {
    return new RegexSize(text).size();
  }

  private long size() {
    Deque<Long> outer = new ArrayDeque<>();
    long sum = 0;
    long last = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '(') {
        outer.push(sum + last);
        sum = 0;
        last = 0;
      } else if (c == ')' && !outer.isEmpty()) {
        last = Math.min(HUGE, sum + last + 2);
        sum = outer.pop();
      } else if (c == '{') {
        last = Math.min(HUGE, Math.max(1, last) * count());
      } else {
        sum = Math.min(HUGE, sum + last);
        last = 1;
        skip(c);
      }
    }
    while (!outer.isEmpty()) {
      sum += outer.pop();
    }
    return sum + last;
  }

  /** Behind what an escape or a class takes. */
  private void skip(char c) {
    if (c == '\\') {
      boolean named = at < text.length() && "xpP".indexOf(text.charAt(at)) >= 0;
      at = Math.min(text.length(), at + 1);
      if (named && text.startsWith("{", at)) {
        at = Math.max(at, text.indexOf('}', at)) + 1;
      }
    } else if (c == '[') {
      at += text.startsWith("^", at) ? 1 : 0;
      at += text.startsWith("]", at) ? 1 : 0;
      while (at < text.length() && text.charAt(at) != ']') {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      at = Math.min(text.length(), at + 1);
    }
  }

  /** The largest of the numbers up to the next brace; 1 where there are none. */
  private long count() {
    long largest = 1;
    long number = 0;
    while (at < text.length() && text.charAt(at) != '}') {
      char c = text.charAt(at++);
      number = c >= '0' && c <= '9' ? Math.min(HUGE, number * 10 + c - '0') : 0;
      largest = Math.max(largest, number);
    }
    at = Math.min(text.length(), at + 1);
    return largest;
  }
}
