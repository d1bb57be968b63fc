// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isLetter;

import backbone.engine.mask.secrets.SecretWords.Kind;
import backbone.engine.mask.text.Characters;
import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Rule;
import backbone.engine.mask.text.Text;

/** Finds secrets in elements of XML: {@code <password>x</password>}. */
final class ElementDetector {
  private static final int NAME_BYTES_MAX = 64;
  private static final int ATTRIBUTES_BYTES_MAX = 256;

  private final Text text;

  ElementDetector(Text text) {
    this.text = text;
  }

  /** Checks the angle bracket at {@code p}. Returns where to go on; {@code p} for nothing. */
  int check(int p, Findings out) {
    if (!isLetter((byte) text.at(p + 1))) {
      return p;
    }
    int name = p + 1;
    int end = name;
    while (end < text.to() && end - name < NAME_BYTES_MAX && isName(text.in()[end])) {
      name = text.in()[end] == ':' ? end + 1 : name;
      end++;
    }
    if (!SecretWords.mayEnd(text, end) || !isSecret(name, end)) {
      return p;
    }
    int close = end;
    while (close < text.to() && close - end < ATTRIBUTES_BYTES_MAX && isInner(text.in()[close])) {
      close++;
    }
    if (text.at(close) != '>' || text.before(close) == '/') {
      return p;
    }
    int start = close + 1;
    int stop = text.has(start, "<![CDATA[") ? characters(start + 9) : content(start);
    if (stop <= start || Placeholders.isOne(text, start, stop)) {
      return p;
    }
    return SecretDetector.found(Rule.SECRET, start, stop, out);
  }

  private boolean isSecret(int name, int end) {
    Kind kind = SecretWords.kind(text, name, end);
    return kind != Kind.NONE && kind != Kind.WEAK;
  }

  /** Past the end of raw characters, or -1; others that begin before it are not passed over. */
  private int characters(int start) {
    int p = start;
    while (p < text.to() && !(text.in()[p] == ']' && text.has(p, "]]>"))) {
      if (text.in()[p] == '<' && text.has(p, "<![CDATA[")) {
        return -1;
      }
      p++;
    }
    return p < text.to() ? p + 3 : -1;
  }

  private int content(int start) {
    int p = start;
    while (p < text.to() && text.in()[p] != '<') {
      p++;
    }
    return text.at(p + 1) == '/' || (text.at(p + 1) == '\\' && text.at(p + 2) == '/') ? p : -1;
  }

  private static boolean isName(byte b) {
    return Characters.isWord(b) || b == '-' || b == '.' || b == ':' || b < 0;
  }

  private static boolean isInner(byte b) {
    return b != '>' && b != '<';
  }
}
