// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.numbers;

import static backbone.engine.mask.text.Characters.isAlphanumeric;
import static backbone.engine.mask.text.Characters.isDigit;
import static backbone.engine.mask.text.Characters.isLetter;
import static backbone.engine.mask.text.Characters.isWord;

import backbone.engine.mask.text.Tags;

/**
 * Groups of digits that single separators join, as numbers of people are written: {@code 4-2-7}.
 * Reads a bounded stretch; reusable.
 */
final class Chain {
  /** One more than the longest number that a rule knows, so that a longer one fits no rule. */
  private static final int DIGITS_MAX = 20;

  private static final int GROUPS_MAX = 8;

  final byte[] digits = new byte[DIGITS_MAX];
  byte[] in;
  int from;
  int to;
  int start;
  int groups;
  private final int[] ends = new int[GROUPS_MAX];
  private final int[] totals = new int[GROUPS_MAX];
  private final byte[] separators = new byte[GROUPS_MAX];

  /** Reads the groups from {@code p}, the first digit of a run, on. */
  void read(byte[] bytes, int first, int limit, int p) {
    in = bytes;
    from = first;
    to = limit;
    start = p;
    groups = 0;
    int count = 0;
    int at = p;
    while (at >= 0 && groups < GROUPS_MAX) {
      while (at < limit && isDigit(bytes[at])) {
        if (count == DIGITS_MAX) {
          return;
        }
        digits[count++] = (byte) (bytes[at++] - '0');
      }
      ends[groups] = at;
      totals[groups++] = count;
      at = next(at);
    }
  }

  /** Whether a digit follows the end of a run behind a separator. */
  static boolean continues(byte[] in, int end, int to) {
    return end + 1 < to
        && (isDigit(in[end + 1]) ? isSeparator(in[end]) : in[end] == ')' && end + 2 < to);
  }

  /** Number of digits in the first {@code count} groups. */
  int total(int count) {
    return totals[count - 1];
  }

  /** Where the first {@code count} groups end. */
  int end(int count) {
    return ends[count - 1];
  }

  /** Number of digits in a group, counted from 0. */
  int length(int group) {
    return group == 0 ? totals[0] : totals[group] - totals[group - 1];
  }

  /** Whether the number starts with groups of these lengths. */
  boolean startsWith(int first, int second) {
    return groups >= 2 && length(0) == first && length(1) == second;
  }

  /** Whether the number starts with groups of these lengths. */
  boolean startsWith(int first, int second, int third) {
    return groups >= 3 && startsWith(first, second) && length(2) == third;
  }

  /** The separator before a group, counted from 1; space also for the plus of a form. */
  byte separator(int group) {
    return separators[group];
  }

  /** Whether one and the same separator joins the first {@code count} groups. */
  boolean isUniform(int count) {
    for (int i = 2; i < count; i++) {
      if (separators[i] != separators[1]) {
        return false;
      }
    }
    return true;
  }

  /** Whether hyphens join the first {@code count} groups. */
  boolean isHyphenated(int count) {
    return separators[1] == '-' && isUniform(count);
  }

  /** Value of {@code length} digits from the one at {@code index}. */
  int value(int index, int length) {
    int value = 0;
    for (int i = index; i < index + length; i++) {
      value = value * 10 + digits[i];
    }
    return value;
  }

  /** Whether no word, number or tag touches the first {@code count} groups. */
  boolean isClean(int count) {
    return startsClean() && endsClean(end(count));
  }

  /** No part of a word before it, nor of a number with a dot, nor of a name with a hyphen. */
  boolean startsClean() {
    return startsClean(in, from, start);
  }

  static boolean startsClean(byte[] in, int from, int p) {
    if (p == from) {
      return true;
    }
    byte b = in[p - 1];
    if (b == '-' || b == '.') {
      if (p - 1 == from) {
        return true;
      }
      boolean joins = b == '-' ? isAlphanumeric(in[p - 2]) : isDigit(in[p - 2]);
      return !joins && !Tags.endsAt(in, from, p - 1);
    }
    return !isWord(b) && !Tags.endsAt(in, from, p);
  }

  /** No digit before it, nor a hyphen or dot that joins it to a word. */
  boolean startsApart() {
    int p = start;
    return p == from || isLetter(in[p - 1]) || in[p - 1] == '_' || startsClean(in, from, p);
  }

  /** No digit behind it, nor a hyphen or dot that joins it to a word. */
  boolean endsApart(int end) {
    boolean letter = end < to && (isLetter(in[end]) || in[end] == '_');
    return letter || endsClean(in, end, to);
  }

  boolean endsClean(int end) {
    return endsClean(in, end, to);
  }

  static boolean endsClean(byte[] in, int end, int to) {
    if (end >= to) {
      return true;
    }
    byte b = in[end];
    if (b == '-' || b == '.') {
      return end + 1 >= to || !(isAlphanumeric(in[end + 1]) || Tags.startsAt(in, end + 1, to));
    }
    return !isWord(b) && !Tags.startsAt(in, end, to);
  }

  /** Where the next group starts, or -1; a space may follow a bracket. */
  private int next(int at) {
    if (at + 1 >= to || groups == GROUPS_MAX) {
      return -1;
    }
    int p = at + 1;
    byte b = in[at];
    if (!isSeparator(b)) {
      return -1;
    }
    if (b == ')' && p + 1 < to && isSpace(in[p])) {
      p++;
    }
    if (!isDigit(in[p])) {
      return -1;
    }
    separators[groups] = b == '+' ? (byte) ' ' : b;
    return p;
  }

  static boolean isSpace(byte b) {
    return b == ' ' || b == '+';
  }

  private static boolean isSeparator(byte b) {
    return switch (b) {
      case '-', ' ', '+', '.', ')' -> true;
      default -> false;
    };
  }
}
