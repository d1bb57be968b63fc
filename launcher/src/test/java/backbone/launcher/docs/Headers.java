// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The record headers with their comments, which only the source still has. */
final class Headers {

  private static final Path SOURCE =
      Path.of("schemas/src/main/java/backbone/schema/TelemetryHeaders.java");

  /** A comment, if any, and the constant below it. */
  private static final Pattern CONSTANT =
      Pattern.compile(
          "(?:/\\*\\*(?<doc>(?:[^*]|\\*(?!/))*)\\*/\\s*)?"
              + "public static final String (?<name>[A-Z_]+) = \"(?<value>[^\"]*)\";");

  private Headers() {}

  /** Name and meaning; constants that stand under one comment share it. */
  static List<List<String>> rows(Path root) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    String source = Files.readString(root.resolve(SOURCE));
    Map<String, String> values = new HashMap<>();
    CONSTANT.matcher(source).results().forEach(c -> values.put(c.group(2), c.group(3)));
    String meaning = "";
    Matcher constant = CONSTANT.matcher(source);
    while (constant.find()) {
      meaning = constant.group("doc") == null ? meaning : plain(constant.group("doc"), values);
      if (constant.group("value").contains("-")) {
        rows.add(List.of("`" + constant.group("value") + "`", meaning));
      }
    }
    if (rows.isEmpty()) {
      throw new IOException(SOURCE + " names no header. Mend the pattern that reads it");
    }
    return rows;
  }

  /** A constant that the comment links to is shown by its value. */
  private static String plain(String doc, Map<String, String> values) {
    String line = doc.replaceAll("\\s*\\n\\s*\\*\\s?", " ").strip();
    return Pattern.compile("\\{@(?:code|link) #?([^}]*)}")
        .matcher(line)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    "`" + values.getOrDefault(found.group(1), found.group(1)) + "`"));
  }
}
