// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The blocks of {@code docs/interop.md}, so that what people copy is what the tests run. */
final class Docs {

  private Docs() {}

  /** The code block behind the line {@code <!-- block: NAME -->}. */
  static String block(String name) throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("backbone.root", ".."), "docs/interop.md"));
    int mark = page.indexOf("<!-- block: " + name + " -->");
    int open = page.indexOf("```", mark);
    int from = page.indexOf('\n', open) + 1;
    int to = page.indexOf("\n```", from);
    if (mark < 0 || open < 0 || to < 0) {
      throw new AssertionError("docs/interop.md has no block " + name);
    }
    return page.substring(from, to) + "\n";
  }
}
