// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import backbone.console.ConsolePart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links into the console open a page that it has, with parameters that the page reads. */
final class ConsoleLinks {

  private static final String STATE = "/backbone/console/page/state.js";
  private static final Pattern LINK =
      Pattern.compile("http://127\\.0\\.0\\.1:8080(?<path>/\\w*)(?:\\?(?<query>[^\"'\\s\\\\]*))?");
  private static final Pattern SHARED = Pattern.compile("const SHARED = \\{([^}]*)}");
  private static final Pattern VIEW =
      Pattern.compile("path: '(?<path>/\\w*)',\\s*own: \\{(?<own>[^}]*)}");
  private static final Pattern KEY = Pattern.compile("(\\w+):");

  private ConsoleLinks() {}

  static List<String> all(Deployment deployment) {
    Map<String, Set<String>> pages = pages();
    List<String> problems = new ArrayList<>();
    deployment
        .texts()
        .forEach(
            (file, text) ->
                LINK.matcher(text)
                    .results()
                    .map(found -> LINK.matcher(found.group()))
                    .filter(Matcher::matches)
                    .forEach(link -> check(file, link, pages, problems)));
    return problems;
  }

  private static void check(
      String file, Matcher link, Map<String, Set<String>> pages, List<String> problems) {
    Set<String> known = pages.get(link.group("path"));
    if (known == null) {
      problems.add(file + " opens the console at " + link.group("path"));
    } else if (link.group("query") != null) {
      Arrays.stream(link.group("query").split("&", -1))
          .map(parameter -> parameter.split("=", 2)[0])
          .filter(name -> !known.contains(name))
          .forEach(name -> problems.add(file + " gives the console's page " + name));
    }
  }

  /** Parameters by path, as the page itself has them. */
  private static Map<String, Set<String>> pages() {
    String state = state();
    Matcher shared = SHARED.matcher(state);
    if (!shared.find()) {
      throw new IllegalStateException(STATE + " has no SHARED");
    }
    Map<String, Set<String>> pages = new TreeMap<>();
    Matcher view = VIEW.matcher(state);
    while (view.find()) {
      Set<String> keys = new HashSet<>();
      for (String list : List.of(shared.group(1), view.group("own"))) {
        KEY.matcher(list).results().forEach(key -> keys.add(key.group(1)));
      }
      pages.put(view.group("path"), keys);
    }
    return pages;
  }

  private static String state() {
    try (InputStream page = ConsolePart.class.getResourceAsStream(STATE)) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
