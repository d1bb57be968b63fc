// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask.secrets;

import static backbone.engine.mask.text.Characters.isAlphanumeric;

import backbone.engine.mask.text.Findings;
import backbone.engine.mask.text.Text;

/**
 * What is open before a value: a bracket or a quote ends a value only where one was opened. What is
 * in secrets does not count, as it is gone once they are masked. Each byte is looked at once.
 */
final class Brackets {
  private static final String OPENING = "([{<";
  private static final String CLOSING = ")]}>";

  private final Text text;
  private final int[] open = new int[OPENING.length()];
  private Findings findings;
  private int at;
  private int passed;
  private boolean single;
  private boolean twofold;
  private boolean back;

  Brackets(Text text) {
    this.text = text;
  }

  /** Forgets the text before. */
  void begin(Findings found) {
    findings = found;
    at = text.from();
    passed = 0;
    single = false;
    twofold = false;
    back = false;
    for (int i = 0; i < open.length; i++) {
      open[i] = 0;
    }
  }

  /** How many brackets that this one could close are open before {@code p}. */
  int open(byte closing, int p) {
    read(p);
    return open[CLOSING.indexOf(closing)];
  }

  /** Whether such a quote stands before {@code p}. */
  boolean isQuoted(byte quote, int p) {
    read(p);
    return quote == '"' ? twofold : quote == '\'' ? single : back;
  }

  private void read(int p) {
    while (at < p) {
      if (isMasked()) {
        at = findings.end(passed++);
      } else {
        byte b = text.in()[at++];
        if (!isAlphanumeric(b)) {
          count(b);
        }
      }
    }
  }

  private boolean isMasked() {
    while (passed < findings.count() && findings.end(passed) <= at) {
      passed++;
    }
    return passed < findings.count() && findings.start(passed) <= at;
  }

  private void count(byte b) {
    switch (b) {
      case '"' -> twofold = true;
      case '\'' -> single = true;
      case '`' -> back = true;
      default -> {
        int opening = OPENING.indexOf(b);
        int closing = opening < 0 ? CLOSING.indexOf(b) : -1;
        if (opening >= 0) {
          open[opening]++;
        } else if (closing >= 0 && open[closing] > 0) {
          open[closing]--;
        }
      }
    }
  }
}
