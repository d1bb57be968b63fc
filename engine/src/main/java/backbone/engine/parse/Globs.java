// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import java.util.List;

/**
 * Names that a rule is for; none means that the name does not matter.
 *
 * @param all as written
 */
record Globs(List<Glob> all) {

  private static final int NAME_CHARS_MAX = 1_000;

  static final Globs ANY = new Globs(List.of());

  static Globs of(List<String> texts) {
    return new Globs(texts.stream().map(Glob::new).toList());
  }

  boolean isAny() {
    return all.isEmpty();
  }

  /** Whether it does not matter, or one fits; a name that is absent or very long fits none. */
  boolean fit(String name) {
    return all.isEmpty() || one(name);
  }

  /** Whether one fits. */
  boolean one(String name) {
    if (name == null || name.length() > NAME_CHARS_MAX) {
      return false;
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).fits(name)) {
        return true;
      }
    }
    return false;
  }

  /** A name that fits, or null when it does not matter. */
  String example() {
    return all.isEmpty() ? null : all.get(0).text().replace('*', 'x').replace('?', 'x');
  }

  void canonical(Canonical text) {
    text.add(all.size());
    all.forEach(glob -> text.add(glob.text()));
  }
}
