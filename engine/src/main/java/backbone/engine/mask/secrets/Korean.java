// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.mask.text.Text;
import java.util.Arrays;

/** What Korean puts behind a word without a blank: particles, and how a sentence ends. */
final class Korean {
  private static final byte[][] TOPICS = {of("\ub294"), of("\uc740")};
  private static final byte[][] PARTICLES = {
    of("\ub294"), of("\uc740"), of("\uac00"), of("\uc774"), of("\ub97c"), of("\uc744")
  };
  private static final byte[][] ENDS = {
    of("\uc785\ub2c8\ub2e4"),
    of("\uc774\ub2e4"),
    of("\uc73c\ub85c"),
    of("\ub85c"),
    of("\uc774\uace0"),
    of("\uc608\uc694"),
    of("\uc774\uc5d0\uc694")
  };

  private Korean() {}

  static byte[] of(String word) {
    return word.getBytes(UTF_8);
  }

  static boolean endsAt(Text text, int end, byte[] word) {
    int start = end - word.length;
    return start >= text.from() && isAt(text, start, word);
  }

  /** Past the particle at {@code p}, if there is one. */
  static int particle(Text text, int p) {
    return past(text, p, PARTICLES);
  }

  static boolean isTopic(Text text, int p) {
    return past(text, p, TOPICS) > p;
  }

  /** Past what ends a sentence at {@code p}, perhaps behind a blank. */
  static int sentenceEnd(Text text, int p) {
    int at = past(text, p, ENDS);
    int next = text.at(p) == ' ' ? past(text, p + 1, ENDS) : p;
    return at > p ? at : next > p + 1 ? next : p;
  }

  private static int past(Text text, int p, byte[][] words) {
    for (byte[] word : words) {
      if (isAt(text, p, word)) {
        return p + word.length;
      }
    }
    return p;
  }

  private static boolean isAt(Text text, int p, byte[] word) {
    int end = p + word.length;
    return end <= text.to() && Arrays.equals(text.in(), p, end, word, 0, word.length);
  }
}
