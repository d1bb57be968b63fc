// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Which lines a format is tried on; all that is said has to fit.
 *
 * @param services that the sender or an envelope names
 * @param paths files that the lines were read from
 * @param prefix what a line begins with; empty when it does not matter
 */
record When(Globs services, Globs paths, byte[] prefix) {

  static final int PREFIX_CHARS_MAX = 200;

  static When of(Globs services, Globs paths, String prefix) {
    return new When(services, paths, prefix.getBytes(UTF_8));
  }

  boolean begins(byte[] b, int from, int to) {
    if (to - from < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (b[from + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  boolean isFrom(String service, String path) {
    return services.fit(service) && paths.fit(path);
  }

  void canonical(Canonical text) {
    services.canonical(text);
    paths.canonical(text);
    text.add(new String(prefix, UTF_8));
  }
}
