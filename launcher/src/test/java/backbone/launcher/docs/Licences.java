// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Licences in SPDX's words, whatever words a project uses for them. */
final class Licences {

  /** All parts must occur, in lower case; the first line that fits wins. */
  private static final Map<List<String>, String> WORDS = words();

  private Licences() {}

  private static Map<List<String>, String> words() {
    Map<List<String>, String> words = new LinkedHashMap<>();
    words.put(
        List.of("affero", "server side public", "elastic license 2.0"),
        "AGPL-3.0-only OR SSPL-1.0 OR Elastic-2.0");
    words.put(List.of("elastic license 2.0"), "Elastic-2.0");
    words.put(List.of("dual-licensed", "lesser general"), "LGPL-3.0-or-later OR Apache-2.0");
    words.put(List.of("lgpl", "asl"), "LGPL-3.0-or-later OR Apache-2.0");
    words.put(List.of("lgpl", "2.1"), "LGPL-2.1-only");
    words.put(List.of("lgpl 3"), "LGPL-3.0-or-later");
    words.put(List.of("lesser general public"), "LGPL-3.0-or-later");
    words.put(List.of("edl"), "BSD-3-Clause");
    words.put(List.of("eclipse distribution"), "BSD-3-Clause");
    words.put(List.of("apache"), "Apache-2.0");
    words.put(List.of("mit-0"), "MIT-0");
    words.put(List.of("mit license"), "MIT");
    words.put(List.of("license/mit"), "MIT");
    words.put(List.of("licenses/mit"), "MIT");
    words.put(List.of("mit-license"), "MIT");
    words.put(List.of("cddl"), "CDDL-1.1");
    words.put(List.of("classpath"), "GPL-2.0 WITH Classpath-exception-2.0");
    words.put(List.of("general public license, version 2"), "GPL-2.0-only");
    words.put(List.of("secondary-gpl"), "GPL-2.0 WITH Classpath-exception-2.0");
    words.put(List.of("gpl2 w/ cpe"), "GPL-2.0 WITH Classpath-exception-2.0");
    words.put(List.of("epl", "2.0"), "EPL-2.0");
    words.put(List.of("eplv2"), "EPL-2.0");
    words.put(List.of("edlv1"), "BSD-3-Clause");
    words.put(List.of("eclipse public license", "2.0"), "EPL-2.0");
    words.put(List.of("eclipse public license"), "EPL-1.0");
    words.put(List.of("bsd", "3"), "BSD-3-Clause");
    words.put(List.of("revised bsd"), "BSD-3-Clause");
    words.put(List.of("modified bsd"), "BSD-3-Clause");
    words.put(List.of("bsd", "2"), "BSD-2-Clause");
    words.put(List.of("simplified bsd"), "BSD-2-Clause");
    words.put(List.of("unicode-3"), "Unicode-3.0");
    words.put(List.of("creative commons"), "CC0-1.0");
    words.put(List.of("cc0"), "CC0-1.0");
    words.put(List.of("public domain"), "Public-Domain");
    words.put(List.of("mpl", "2.0"), "MPL-2.0");
    words.put(List.of("mpl 1.1"), "MPL-1.1");
    words.put(List.of("jquery"), "MIT");
    words.put(List.of("w3c"), "W3C");
    words.put(List.of("h2database.com"), "MPL-2.0 OR EPL-1.0");
    words.put(List.of("go license"), "BSD-3-Clause");
    return words;
  }

  /** One licence; empty when these are not the words of any that is known. */
  static Optional<String> of(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    if (lower.equals("mit")) {
      return Optional.of("MIT");
    }
    return WORDS.entrySet().stream()
        .filter(known -> known.getKey().stream().allMatch(lower::contains))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Several that are stated side by side; what is not known stays as it is written. */
  static String all(Collection<String> stated) {
    return stated.stream()
        .map(words -> of(words).orElse(words.strip()))
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
