// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import java.util.Comparator;
import java.util.List;

/**
 * A jar of others.
 *
 * @param name without its version
 * @param licence in SPDX's words, {@code unknown} if nothing tells it
 * @param url of the project, or empty
 */
record Library(String name, String version, String licence, String url) {

  static final Comparator<Library> ORDER =
      Comparator.comparing(Library::name).thenComparing(Library::version);

  List<String> row() {
    return List.of(name, version, licence, url);
  }
}
