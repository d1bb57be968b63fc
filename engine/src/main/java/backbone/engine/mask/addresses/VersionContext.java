// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.addresses;

import static backbone.engine.mask.text.Characters.isAlphanumeric;
import static backbone.engine.mask.text.Characters.isDigit;
import static backbone.engine.mask.text.Characters.isLetter;
import static backbone.engine.mask.text.Characters.isWord;
import static backbone.engine.mask.text.Characters.lower;

import java.util.Locale;

/**
 * Tells four-part versions from addresses by what stands beside them. In doubt it says address: a
 * masked version costs less than a leaked address. Letter case never decides.
 */
public final class VersionContext {
  private static final int SEPARATORS_MAX = 8;
  private static final int WORD_BYTES_MAX = 48;
  private static final String VERSION = "version";
  private static final String[] LABELS = {"v", "ver", "rv", "rev", "revision", "firmware"};
  private static final String[] HOST_WORDS = {
    "localhost",
    "host",
    "ip",
    "addr",
    "address",
    "client",
    "remote",
    "peer",
    "src",
    "dst",
    "from",
    "to",
    "node"
  };
  private static final String[] QUALIFIERS = {
    "release",
    "snapshot",
    "alpha",
    "beta",
    "final",
    "hotfix",
    "patch",
    "build",
    "stable",
    "debug",
    "pre",
    "rc",
    "ga",
    "dev",
    "deb",
    "ubuntu"
  };

  private VersionContext() {}

  /** Whether a key announces a version, as {@code packageVersion} does. */
  public static boolean isVersionKey(String key) {
    return key.toLowerCase(Locale.ROOT).contains(VERSION);
  }

  static boolean holds(byte[] in, int from, int to, int start, int end, int address) {
    return hasQualifier(in, to, end)
        || isLabelled(in, from, start)
        || (isProduct(in, from, to, start, end) && !isPrivate(address));
  }

  /** {@code v1.2.3.4}, {@code rv:1.2.3.4}, {@code "packageVersion":"1.2.3.4"}. */
  private static boolean isLabelled(byte[] in, int from, int start) {
    int end = start;
    while (end > from && start - end < SEPARATORS_MAX && isSeparator(in[end - 1])) {
      end--;
    }
    int word = startOfWord(in, from, end);
    if (contains(in, word, end, VERSION)) {
      return true;
    }
    int label = end;
    while (label > word && isLetter(in[label - 1])) {
      label--;
    }
    // A digit before it is that of a masked address, or makes the label part of a name.
    return isOneOf(in, label, end, LABELS) && !(label > 0 && isDigit(in[label - 1]));
  }

  /**
   * {@code Firefox/2.0.0.4}, but neither {@code node-1.example/10.0.0.4}, nor {@code
   * host/8.8.8.8:80} nor a path.
   */
  private static boolean isProduct(byte[] in, int from, int to, int start, int end) {
    int slash = start - 1;
    if (slash <= from || in[slash] != '/' || isPort(in, to, end)) {
      return false;
    }
    int word = startOfWord(in, from, slash);
    if (word == slash || (word > from && in[word - 1] == '/')) {
      return false;
    }
    for (int p = word; p < slash; p++) {
      if (in[p] == '.' || isDigit(in[p])) {
        return false;
      }
    }
    return !isOneOf(in, word, slash, HOST_WORDS);
  }

  /** {@code 2.21.7.14-play-release}, {@code 1.9.0.1b2}. */
  private static boolean hasQualifier(byte[] in, int to, int end) {
    if (end >= to || (!isWord(in[end]) && in[end] != '-' && in[end] != '+')) {
      return false;
    }
    int stop = end;
    while (stop < to && stop - end < WORD_BYTES_MAX && (isWord(in[stop]) || in[stop] == '-')) {
      stop++;
    }
    int parts = end;
    for (int p = end; p <= stop; p++) {
      if (p == stop || !isLetter(in[p])) {
        if (isOneOf(in, parts, p, QUALIFIERS)) {
          return true;
        }
        parts = p + 1;
      }
    }
    return isLetter(in[end]) && (end + 1 >= to || !isLetter(in[end + 1]));
  }

  private static boolean isPort(byte[] in, int to, int end) {
    return end + 1 < to && in[end] == ':' && isDigit(in[end + 1]);
  }

  private static boolean isPrivate(int address) {
    return address >>> 24 == 10 || address >>> 20 == 0xac1 || address >>> 16 == 0xc0a8;
  }

  private static boolean isSeparator(byte b) {
    return switch (b) {
      case ' ', ':', '=', '"', '\'', '/', '(', '[', '\\', '#' -> true;
      default -> false;
    };
  }

  private static int startOfWord(byte[] in, int from, int end) {
    int p = end;
    while (p > from && end - p < WORD_BYTES_MAX && isNameByte(in[p - 1])) {
      p--;
    }
    return p;
  }

  private static boolean isNameByte(byte b) {
    return isAlphanumeric(b) || b == '_' || b == '-' || b == '.';
  }

  private static boolean isOneOf(byte[] in, int start, int end, String[] words) {
    for (String word : words) {
      if (word.length() == end - start && matches(in, start, word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(byte[] in, int start, int end, String word) {
    for (int p = start; p <= end - word.length(); p++) {
      if (matches(in, p, word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] in, int start, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (lower(in[start + i]) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
