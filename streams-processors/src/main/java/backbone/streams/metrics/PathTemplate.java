// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.streams.LabelText;
import java.util.HashMap;
import java.util.Map;

/**
 * Routes of paths that name none: the query is dropped, and a segment that looks like an id becomes
 * {@code {id}}: digits, a UUID, or at least eight hexadecimal digits with a decimal one among them.
 */
final class PathTemplate {

  static final String ID = "{id}";

  private static final int KNOWN_MAX = 2_048;

  /** Longer targets are senders' whims: not worth remembering, and their ends show in no label. */
  private static final int KNOWN_CHARS_MAX = 512;

  private static final int SEGMENTS_MAX = 10;
  private static final int HEX_CHARS_MIN = 8;

  private final Map<String, String> known = new HashMap<>();

  /** Template of a path or request target; {@code unknown} for none. */
  String of(String path) {
    if (path == null || path.isEmpty()) {
      return LabelText.UNKNOWN;
    }
    if (path.length() > KNOWN_CHARS_MAX) {
      return LabelText.of(template(path));
    }
    String template = known.get(path);
    if (template == null) {
      template = LabelText.of(template(path));
      if (known.size() >= KNOWN_MAX) {
        known.clear();
      }
      known.put(path, template);
    }
    return template;
  }

  /** Characters of all targets that are remembered. */
  int knownChars() {
    return known.keySet().stream().mapToInt(String::length).sum();
  }

  private static String template(String target) {
    String path = target.substring(0, end(target));
    StringBuilder template = new StringBuilder();
    int segments = 0;
    for (int from = 0; from <= path.length(); ) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      if (from > 0) {
        template.append('/');
      }
      if (segments++ > SEGMENTS_MAX) {
        return template.append('*').toString();
      }
      template.append(id(path, from, to) ? ID : path.substring(from, to));
      from = to + 1;
    }
    return template.length() == 0 ? "/" : template.toString();
  }

  private static int end(String target) {
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c == '?' || c == '#' || c == ';') {
        return i;
      }
    }
    return target.length();
  }

  private static boolean id(String path, int from, int to) {
    int digits = 0;
    int letters = 0;
    int dashes = 0;
    for (int i = from; i < to; i++) {
      char c = path.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) {
        letters++;
      } else if (c == '-') {
        dashes++;
      } else {
        return false;
      }
    }
    boolean uuid = dashes == 4 && digits + letters == 32;
    boolean number = digits > 0 && letters + dashes == 0;
    return uuid || number || (dashes == 0 && digits > 0 && digits + letters >= HEX_CHARS_MIN);
  }
}
