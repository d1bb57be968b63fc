// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import java.util.List;
import java.util.stream.Collectors;

/** Text of a page, line by line. */
final class Markdown {

  /** What works from a clean clone; the second part lets the modules below have no such test. */
  static final String COMMAND =
      "mvn -B -pl launcher -am test -Dtest=GeneratedPagesTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true";

  private final StringBuilder text = new StringBuilder();

  /** A page whose first line says that it is generated, and how. */
  Markdown(String title) {
    text.append("<!-- Generated from the code; do not edit. Renew it with: ")
        .append(COMMAND)
        .append(" -->\n\n# ")
        .append(title)
        .append("\n");
  }

  Markdown heading(String title) {
    text.append("\n## ").append(title).append('\n');
    return this;
  }

  Markdown part(String title) {
    text.append("\n### ").append(title).append('\n');
    return this;
  }

  /** A paragraph, as it is. */
  Markdown say(String paragraph) {
    text.append('\n').append(paragraph.strip()).append('\n');
    return this;
  }

  Markdown code(String language, String block) {
    text.append("\n```")
        .append(language)
        .append('\n')
        .append(block.stripTrailing())
        .append("\n```\n");
    return this;
  }

  /** A table; cells may hold anything but are on one line. */
  Markdown table(List<String> head, List<List<String>> rows) {
    text.append('\n');
    row(head);
    row(head.stream().map(cell -> "---").toList());
    rows.forEach(this::row);
    return this;
  }

  private void row(List<String> cells) {
    text.append(
        cells.stream()
            .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  /** Literal text within a sentence; nothing for nothing. */
  static String literal(String value) {
    return value.isEmpty() ? "" : "`" + value + "`";
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
