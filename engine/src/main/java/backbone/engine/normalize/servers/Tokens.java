// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import static backbone.engine.normalize.text.Bytes.isBlank;
import static backbone.engine.normalize.text.Bytes.skipBlanks;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.text.Bytes;

/**
 * The words of a line that is separated by blanks. Quotes, brackets and braces hold a word together
 * when they begin it; a backslash escapes within quotes. A dash stands for nothing, as servers
 * write it.
 */
final class Tokens {

  private final byte[] b;
  private final int[] starts;
  private final int[] ends;
  private int count;
  private int end;

  private Tokens(byte[] b, int max) {
    this.b = b;
    starts = new int[max];
    ends = new int[max];
  }

  /** At most so many words; {@link #end()} tells where they stop. */
  static Tokens of(byte[] b, int from, int to, int max) {
    Tokens tokens = new Tokens(b, max);
    int at = skipBlanks(b, from, to);
    while (at < to && tokens.count < max) {
      int next = wordEnd(b, at, to);
      tokens.starts[tokens.count] = at;
      tokens.ends[tokens.count++] = next;
      at = skipBlanks(b, next, to);
    }
    tokens.end = at;
    return tokens;
  }

  int count() {
    return count;
  }

  /** Where the word behind the last one begins. */
  int end() {
    return end;
  }

  int start(int word) {
    return starts[word];
  }

  int end(int word) {
    return ends[word];
  }

  int first(int word) {
    return word < count ? b[starts[word]] : 0;
  }

  boolean is(int word, String ascii) {
    return word < count
        && ends[word] - starts[word] == ascii.length()
        && Bytes.startsWith(b, starts[word], ends[word], ascii);
  }

  /** Without what holds it together; null for nothing, {@code -} and {@code ""}. */
  String text(int word) {
    if (word >= count) {
      return null;
    }
    boolean held = isHeld(word);
    int from = held ? starts[word] + 1 : starts[word];
    int to = held ? ends[word] - 1 : ends[word];
    boolean none = from >= to || (to == from + 1 && b[from] == '-');
    return none ? null : Bytes.text(b, from, to);
  }

  /** A whole number, or -1. */
  long number(int word) {
    return word < count ? Bytes.number(b, starts[word], ends[word]) : -1;
  }

  /** Adds a text, where there is one. */
  void attribute(String key, int word, Draft draft) {
    String text = text(word);
    if (text != null) {
      draft.attribute(key, text);
    }
  }

  /** Adds a whole number, where there is one. */
  void number(String key, int word, Draft draft) {
    long number = number(word);
    if (number >= 0) {
      draft.attribute(key, number);
    }
  }

  private boolean isHeld(int word) {
    int close = closer(b[starts[word]]);
    return close != 0 && ends[word] > starts[word] + 1 && b[ends[word] - 1] == close;
  }

  private static int wordEnd(byte[] b, int at, int to) {
    int close = closer(b[at]);
    int held = close == 0 ? -1 : heldEnd(b, at, to, close);
    return held > 0 ? held : Bytes.tokenEnd(b, at, to);
  }

  private static int heldEnd(byte[] b, int open, int to, int close) {
    for (int at = open + 1; at < to; at++) {
      if (b[at] == '\\' && close == '"') {
        at++;
      } else if (b[at] == close && (at + 1 == to || isBlank(b[at + 1]))) {
        return at + 1;
      }
    }
    return -1;
  }

  private static int closer(int open) {
    return switch (open) {
      case '"' -> '"';
      case '[' -> ']';
      case '{' -> '}';
      default -> 0;
    };
  }
}
