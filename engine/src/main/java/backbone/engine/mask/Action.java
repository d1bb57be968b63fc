// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import backbone.engine.mask.text.Rule;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of a value that a rule has found.
 *
 * @param kind what is done
 * @param keep characters that are kept at the end, 1 to 4; else 0
 * @param text what stands for the value; else empty
 * @param key id of the key of a pseudonym; else empty
 */
record Action(Kind kind, int keep, String text, String key) {

  static final int KEEP_MAX = 4;

  static final Action TAG = plain(Kind.TAG);
  static final Action NETWORK = plain(Kind.NETWORK);

  enum Kind {
    /** Nothing is left. */
    DROP("drop"),
    /** The name of the rule, {@code [email]}. */
    TAG("tag"),
    /** A text of the user's. */
    FIXED("fixed"),
    /** The name of the rule and the last letters or digits, {@code [card:1111]}. */
    KEEP_LAST("keep-last"),
    /** The network of an address, {@code 192.168.1.xxx}. */
    NETWORK("network"),
    /** A keyed hash, {@code [email:k1:ghjk...]}: equal values have equal ones. */
    PSEUDONYM("pseudonym"),
    /** The value stays. */
    OFF("off");

    final String id;

    Kind(String id) {
      this.id = id;
    }

    /** The kind of that name, or null. */
    static Kind named(String id) {
      for (Kind kind : values()) {
        if (kind.id.equals(id)) {
          return kind;
        }
      }
      return null;
    }
  }

  static Action plain(Kind kind) {
    return new Action(kind, 0, "", "");
  }

  static Action keepLast(int keep) {
    return new Action(Kind.KEEP_LAST, keep, "", "");
  }

  static Action fixed(String text) {
    return new Action(Kind.FIXED, 0, text, "");
  }

  static Action pseudonym(String key) {
    return new Action(Kind.PSEUDONYM, 0, "", key);
  }

  /** What is done where the rules of the user say nothing. */
  static Action standard(Rule rule) {
    return isAddress(rule) ? NETWORK : TAG;
  }

  /** Addresses have a network. */
  static boolean isAddress(Rule rule) {
    return rule == Rule.IPV4 || rule == Rule.IPV6;
  }

  /** Who sees a secret can use it, so no part of one is ever kept, and no allowlist spares it. */
  static boolean isSecret(Rule rule) {
    return rule.index() >= Rule.JWT.index();
  }

  /** Names of the kinds that a rule may have. */
  static Set<String> kindsOf(Rule rule) {
    Set<String> kinds = new TreeSet<>();
    for (Kind kind : Kind.values()) {
      if (fits(kind, rule)) {
        kinds.add(kind.id);
      }
    }
    return kinds;
  }

  static boolean fits(Kind kind, Rule rule) {
    return switch (kind) {
      case DROP, TAG, FIXED -> true;
      case KEEP_LAST, PSEUDONYM, OFF -> !isSecret(rule);
      case NETWORK -> isAddress(rule);
    };
  }
}
