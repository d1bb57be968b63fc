// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A page that is made from the code.
 *
 * @param path below the project's folder
 * @param made its text as it has to be
 */
record Page(String path, Callable<String> made) {

  /** The same, made only once: the code does not change while tests run. */
  Page once() {
    AtomicReference<String> text = new AtomicReference<>();
    return new Page(
        path,
        () -> {
          if (text.get() == null) {
            text.set(made.call());
          }
          return text.get();
        });
  }

  @Override
  public String toString() {
    return path;
  }

  /** What is wrong with the page below a folder, if anything: where it differs, and the remedy. */
  Optional<String> staleness(Path root) throws Exception {
    Path file = root.resolve(path);
    String there = Files.exists(file) ? Files.readString(file) : "";
    return staleness(there, made.call());
  }

  void write(Path root) throws Exception {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    String text = made.call();
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new IOException(file + " cannot be written. Give this user write access.", e);
    }
  }

  private Optional<String> staleness(String there, String made) {
    if (there.equals(made)) {
      return Optional.empty();
    }
    String[] old = there.split("\n", -1);
    String[] now = made.split("\n", -1);
    int line = 0;
    while (line < old.length && line < now.length && old[line].equals(now[line])) {
      line++;
    }
    return Optional.of(
        String.join(
            "\n",
            path + " is not what the code says, from line " + (line + 1) + " on.",
            "  page: " + (line < old.length ? old[line] : "(ends)"),
            "  code: " + (line < now.length ? now[line] : "(ends)"),
            "Renew it with: " + Markdown.COMMAND));
  }
}
