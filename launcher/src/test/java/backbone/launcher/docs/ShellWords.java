// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import java.util.ArrayList;
import java.util.List;

/** Splits lines for a shell into commands and these into words: as much of it as our pages use. */
final class ShellWords {

  private final String line;
  private final List<List<String>> commands = new ArrayList<>();
  private List<String> command = new ArrayList<>();
  private StringBuilder word;
  private boolean redirected;

  private ShellWords(String line) {
    this.line = line;
  }

  /** The commands of a line, redirections and comments left out. */
  static List<List<String>> commands(String line) {
    ShellWords words = new ShellWords(line);
    words.split();
    return words.commands;
  }

  private void split() {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\'' || c == '"') {
        int end = line.indexOf(c, i + 1);
        append(line.substring(i + 1, end < 0 ? line.length() : end));
        i = end < 0 ? line.length() : end;
      } else if (c == '#' && word == null) {
        break;
      } else if (Character.isWhitespace(c)) {
        endWord();
      } else if (c == '<' || c == '>') {
        endWord();
        redirected = true;
      } else if (c == '|' || c == ';' || c == '&') {
        endCommand();
      } else {
        append(String.valueOf(c));
      }
    }
    endCommand();
  }

  private void append(String text) {
    word = word == null ? new StringBuilder() : word;
    word.append(text);
  }

  private void endWord() {
    if (word != null && !redirected) {
      command.add(word.toString());
    }
    redirected = redirected && word == null;
    word = null;
  }

  private void endCommand() {
    endWord();
    if (!command.isEmpty()) {
      commands.add(command);
    }
    command = new ArrayList<>();
    redirected = false;
  }
}
