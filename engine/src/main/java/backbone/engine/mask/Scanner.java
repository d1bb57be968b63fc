// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import backbone.engine.mask.addresses.EmailDetector;
import backbone.engine.mask.addresses.Ipv6Detector;
import backbone.engine.mask.numbers.Numbers;
import backbone.engine.mask.secrets.Secrets;
import backbone.engine.mask.text.Characters;
import backbone.engine.mask.text.Decoder;
import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Text;

/**
 * One pass over bytes. A table of 256 classes lets it run over all bytes that can start no finding;
 * at the others the rule's own check looks around. Each check reads a bounded stretch or tells to
 * go on behind what it has read, so the time is linear in the length of the input.
 */
final class Scanner {
  private static final byte NUMBER = 1;
  private static final byte COLON = 2;
  private static final byte AT = 3;
  private static final byte ESCAPE = 4;
  private static final byte PLUS = 5;
  private static final byte SECRET = 6;
  private static final byte[] ANCHORS = anchors();

  private final Numbers numbers = new Numbers();
  private final Ipv6Detector ipv6 = new Ipv6Detector();
  private final Decoder decoder = new Decoder();
  private final Findings hanging = new Findings();
  private final Text text = new Text();
  private final Secrets secrets = new Secrets(text);

  /** The key under which the texts that follow stand, as if it were written before them. */
  void key(String key) {
    numbers.key(key);
    secrets.key(key);
  }

  /** Whether all that stands under a key is a secret. */
  boolean isSecret(String key) {
    return secrets.isSecret(key);
  }

  void scan(byte[] in, int from, int to, Findings out) {
    text.set(in, from, to);
    if (secrets.whole(out)) {
      return;
    }
    if (!pass(in, from, to, true, out)) {
      out.clear();
      decoder.decode(in, from, to);
      text.set(decoder);
      pass(decoder.bytes(), 0, decoder.length(), false, out);
      out.map(decoder.positions());
      decoder.release();
    }
  }

  /** Returns false at the first escape, if it is to stop there. */
  private boolean pass(byte[] in, int from, int to, boolean stopAtEscape, Findings out) {
    secrets.begin(out);
    byte[] anchors = ANCHORS;
    int p = from;
    while (p < to) {
      byte anchor = anchors[in[p] & 0xff];
      if (anchor == 0) {
        p++;
      } else if (anchor == NUMBER) {
        int next = p > from && Characters.isLetter(in[p - 1]) ? secrets.digit(p, out) : p;
        p = next > p ? whole(in, to, next, out) : numbers.check(in, from, to, p, out);
      } else if (anchor == COLON) {
        int next = secrets.colon(p, out);
        if (stopAtEscape && Decoder.hasEscape(in, p, next)) {
          return false;
        }
        p = next > p ? whole(in, to, next, out) : ipv6.check(in, from, to, p, out);
      } else if (anchor == SECRET) {
        int next = secrets.check(in[p], p, out);
        if (stopAtEscape && Decoder.hasEscape(in, p, next)) {
          return false;
        }
        p = whole(in, to, next, out);
      } else if (anchor == AT) {
        p = EmailDetector.check(in, from, to, p, out);
      } else if (anchor == PLUS) {
        p = numbers.plus(in, from, to, p, out);
      } else if (stopAtEscape && Decoder.isEscape(in, p, to)) {
        return false;
      } else {
        p++;
      }
    }
    return true;
  }

  /**
   * Where to go on behind a secret. It ends where a word does, and may hold the beginning of
   * something longer, as in {@code token=abc,4111 1111 1111 1111}: that is hidden with it.
   */
  private int whole(byte[] in, int to, int next, Findings out) {
    int last = out.count() - 1;
    if (last < 0 || out.end(last) != next || !Action.isSecret(out.rule(last))) {
      return next;
    }
    int end = next;
    int seen = out.cut(last);
    for (int longer = end; longer > 0; longer = hanging(in, out.cut(last), to, end)) {
      end = Math.max(longer, secrets.keyEnd(seen, longer));
      seen = longer;
    }
    out.extend(end);
    return end;
  }

  /** Where a value ends that begins in the last word before {@code end}; 0 if none reaches on. */
  private int hanging(byte[] in, int from, int to, int end) {
    if (end + 1 >= to || end <= from) {
      return 0;
    }
    hanging.clear();
    byte last = in[end - 1];
    if (last == ':' || last == '=') {
      secrets.separator(end - 1, hanging);
    } else {
      number(in, from, to, last == ')' ? end - 1 : end);
    }
    return hanging.count() > 0 && hanging.end(0) > end ? hanging.end(0) : 0;
  }

  private void number(byte[] in, int from, int to, int end) {
    int word = end;
    while (word > from && Characters.isAlphanumeric(in[word - 1])) {
      word--;
    }
    int digit = word;
    while (digit < end && !Characters.isDigit(in[digit])) {
      digit++;
    }
    if (digit < end && word > from && in[word - 1] == '+') {
      numbers.plus(in, word - 1, to, word - 1, hanging);
    } else if (digit < end) {
      numbers.check(in, word, to, digit, hanging);
    }
  }

  private static byte[] anchors() {
    byte[] table = new byte[256];
    for (int i = '0'; i <= '9'; i++) {
      table[i] = NUMBER;
    }
    table[':'] = COLON;
    table['@'] = AT;
    table['+'] = PLUS;
    table['%'] = ESCAPE;
    table['\\'] = ESCAPE;
    for (char c : Secrets.ANCHORS.toCharArray()) {
      table[c] = SECRET;
    }
    table[Secrets.KOREAN_ANCHOR & 0xff] = SECRET;
    return table;
  }
}
