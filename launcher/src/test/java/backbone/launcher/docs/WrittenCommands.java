// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Calls of {@code ./backbone} in the pages that people read. */
final class WrittenCommands {

  private static final String NAME = "./backbone";
  private static final Pattern INLINE = Pattern.compile("`([^`]*\\./backbone [^`]+)`");

  /**
   * One call.
   *
   * @param where file and line
   * @param words behind the command's name
   * @param complete whether it stands in a block to copy; within a sentence options may be left out
   */
  record Written(String where, List<String> words, boolean complete) {}

  private final List<Written> found = new ArrayList<>();
  private final String file;

  private WrittenCommands(String file) {
    this.file = file;
  }

  /** All calls in the readmes and in {@code docs}. */
  static List<Written> below(Path root) throws IOException {
    List<Written> all = new ArrayList<>();
    for (Path page : pages(root)) {
      String name = root.relativize(page).toString();
      all.addAll(of(name, Files.readAllLines(page)));
    }
    return all;
  }

  private static List<Path> pages(Path root) throws IOException {
    try (Stream<Path> top = Files.list(root);
        Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      return Stream.concat(top, docs)
          .filter(file -> file.getFileName().toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  static List<Written> of(String file, List<String> lines) {
    WrittenCommands commands = new WrittenCommands(file);
    String fence = null;
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.strip().startsWith("```")) {
        fence = fence == null ? line.strip().substring(3) : null;
      } else if (fence == null) {
        commands.inline(line, i + 1);
      } else if (line.endsWith("\\")) {
        joined.append(line, 0, line.length() - 1);
      } else {
        commands.add(joined.append(line).toString(), i + 1, true);
        joined.setLength(0);
      }
    }
    return commands.found;
  }

  private void inline(String line, int number) {
    Matcher inline = INLINE.matcher(line);
    while (inline.find()) {
      add(inline.group(1), number, false);
    }
  }

  private void add(String line, int number, boolean complete) {
    for (List<String> words : ShellWords.commands(line)) {
      int name = words.indexOf(NAME);
      if (name >= 0 && name + 1 < words.size()) {
        found.add(
            new Written(
                file + ":" + number, plain(words.subList(name + 1, words.size())), complete));
      }
    }
  }

  /** Without the brackets and dots of a synopsis. */
  private static List<String> plain(List<String> words) {
    return words.stream()
        .map(word -> word.replaceAll("^\\[|\\]?(?:\\.\\.\\.)?$|\\]$", ""))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
