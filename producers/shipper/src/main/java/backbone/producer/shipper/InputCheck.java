// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Looks at inputs before anything starts. */
public final class InputCheck {

  private InputCheck() {}

  /**
   * What would keep the inputs from being shipped, one sentence each with its remedy; empty when
   * all is well.
   *
   * @param forbiddenDirs folders of our own logs and state
   */
  public static List<String> problems(List<Input> inputs, List<Path> forbiddenDirs) {
    List<String> problems = new ArrayList<>();
    Scan scan = new Scan(List.of(), forbiddenDirs, true);
    for (Input input : inputs) {
      for (String path : input.paths()) {
        problem(path, scan, problems);
      }
    }
    return problems;
  }

  private static void problem(String text, Scan scan, List<String> problems) {
    List<Path> found = new ArrayList<>();
    try {
      new Glob(text).forEach(true, found::add);
    } catch (PatternSyntaxException e) {
      problems.add("\"" + text + "\" is not a glob: " + e.getDescription() + ". Mend it.");
      return;
    } catch (IOException e) {
      problems.add(
          "\"" + text + "\" cannot be searched: " + e.getMessage() + ". Check its folder.");
      return;
    }
    if (found.isEmpty()) {
      problems.add(
          "\"" + text + "\" matches no file. Check the path, quote the glob, or create the file.");
      return;
    }
    List<Path> foreign = found.stream().filter(p -> !scan.isForbidden(p)).toList();
    if (foreign.isEmpty()) {
      problems.add(
          "\""
              + text
              + "\" matches only our own files, such as "
              + found.get(0)
              + ", which would feed themselves. Name other files.");
      return;
    }
    foreign.stream()
        .filter(p -> !Files.isReadable(p))
        .findFirst()
        .ifPresent(
            p -> problems.add(p + " cannot be read. Give this user read access, or exclude it."));
  }
}
