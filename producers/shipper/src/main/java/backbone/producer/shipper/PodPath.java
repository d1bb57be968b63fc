// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the path of a container's log tells, as Kubernetes lays such files out: {@code
 * /var/log/pods/<namespace>_<pod>_<uid>/<container>/<restart>.log} and the links {@code
 * /var/log/containers/<pod>_<namespace>_<container>-<id>.log}. None of the names holds an
 * underscore or a slash, so both forms are unambiguous.
 */
final class PodPath {

  private static final Pattern POD =
      Pattern.compile("/(?<namespace>[^/_]+)_(?<pod>[^/_]+)_[^/_]+/(?<container>[^/_]+)/[^/]+$");
  private static final Pattern LINK =
      Pattern.compile(
          "/(?<pod>[^/_]+)_(?<namespace>[^/_]+)_(?<container>[^/_]+)-[0-9a-f]{64}\\.log$");

  private static final Pattern NAME =
      Pattern.compile("\\{(?!(namespace|pod|container)\\})[^}]*\\}?");

  private final Map<String, String> names;

  private PodPath(Map<String, String> names) {
    this.names = names;
  }

  /** Reads a path; one that is laid out otherwise tells nothing. */
  static PodPath of(String path) {
    for (Pattern layout : new Pattern[] {LINK, POD}) {
      Matcher found = layout.matcher(path);
      if (found.find()) {
        return new PodPath(
            Map.of(
                "{namespace}", found.group("namespace"),
                "{pod}", found.group("pod"),
                "{container}", found.group("container")));
      }
    }
    return new PodPath(Map.of());
  }

  /** What is wrong with a label, as the end of a sentence that begins with its key. */
  static Optional<String> problem(String label) {
    Matcher unknown = NAME.matcher(label == null ? "" : label);
    return unknown.find()
        ? Optional.of(
            "="
                + label
                + " asks for "
                + unknown.group()
                + ". A path can tell {namespace}, {pod} and {container}.")
        : Optional.empty();
  }

  /**
   * Puts the names into a label.
   *
   * @param label such as {@code {container}}; may be null
   * @return null where the label asks for a name that the path does not tell
   */
  String fill(String label) {
    if (label == null || label.indexOf('{') < 0) {
      return label;
    }
    String filled = label;
    for (Map.Entry<String, String> name : names.entrySet()) {
      filled = filled.replace(name.getKey(), name.getValue());
    }
    return filled.indexOf('{') < 0 ? filled : null;
  }
}
