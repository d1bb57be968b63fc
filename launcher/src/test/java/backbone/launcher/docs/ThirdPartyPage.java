// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import backbone.launcher.docs.Dependencies.Dependency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every jar of others that is shipped, downloaded or only tested with, and its licence. */
final class ThirdPartyPage {

  private static final List<String> HEAD = List.of("Library", "Version", "Licence", "Project");

  /** What {@code ./backbone} is made of: the launcher with its libraries, and the plug-ins. */
  private static final List<String> SHIPPED =
      List.of("launcher", "sinks/elasticsearch", "sinks/jaeger");

  private ThirdPartyPage() {}

  /**
   * The page.
   *
   * @param servers folder that the servers were unpacked to
   */
  static String text(Path root, Path servers) throws IOException {
    Set<Library> shipped = new TreeSet<>(Library.ORDER);
    for (String module : SHIPPED) {
      shipped.addAll(libraries(root, module, true));
    }
    Set<Library> tests = new TreeSet<>(Library.ORDER);
    for (String module : Dependencies.modules(root)) {
      tests.addAll(libraries(root, module, false));
    }
    tests.removeAll(shipped);
    Markdown page = new Markdown("Third-party software");
    page.say(
        "Telemetry Backbone itself is under the Apache License 2.0. This lists the jars of others:"
            + " those in `./backbone`, those of the servers that the build downloads, and those"
            + " that only tests use. Licences are in SPDX's words; a comma means that several are"
            + " stated side by side.");
    shipped(page, shipped);
    elasticsearch(page, servers);
    registry(page, servers);
    page.heading("Only in tests").table(HEAD, rows(tests));
    byHand(page);
    return page.toString();
  }

  private static void shipped(Markdown page, Set<Library> libraries) {
    page.heading("In `./backbone`")
        .say(
            "The launcher's libraries and the two Connect plug-ins. The Kafka broker and the"
                + " Connect worker run from the same jars.")
        .say(summary(libraries))
        .table(HEAD, rows(libraries));
  }

  private static void elasticsearch(Markdown page, Path servers) throws IOException {
    Path home = one(servers, "elasticsearch-");
    String version = home.getFileName().toString().replace("elasticsearch-", "");
    List<Library> libraries = Libraries.below(home).stream().map(jar -> own(jar, version)).toList();
    page.heading("Elasticsearch " + version)
        .say(
            "Elastic's integration-test distribution, downloaded by the build. Elastic gives its"
                + " own code under the GNU AGPL 3.0, the SSPL 1.0 or the Elastic License 2.0, as"
                + " one chooses, and the x-pack modules under the Elastic License 2.0 only. The"
                + " Elastic License allows use and redistribution; it forbids offering the"
                + " software to others as a hosted or managed service, circumventing licence keys,"
                + " and removing notices. The texts are in the distribution: `LICENSE.txt`,"
                + " `NOTICE.txt`, and those of each module. The sources here hold none of it; an"
                + " archive for sites without internet does, and carries these texts.")
        .say(summary(libraries))
        .table(HEAD, rows(libraries));
  }

  /** Elastic's own jars have the server's version and name no project. */
  private static Library own(Library jar, String version) {
    return jar.version().equals(version)
        ? new Library(jar.name(), version, jar.licence(), "https://www.elastic.co/elasticsearch")
        : jar;
  }

  private static void registry(Markdown page, Path servers) throws IOException {
    Set<Library> libraries = Libraries.below(servers.resolve("registry"));
    page.heading("Apicurio Registry")
        .say("Downloaded by the build, Apache License 2.0, with these libraries.")
        .say(summary(libraries))
        .table(HEAD, rows(libraries));
  }

  private static void byHand(Markdown page) {
    page.heading("Found by hand")
        .say("These jars do not tell their licence, nor do their POMs.")
        .table(
            List.of("Libraries (pattern)", "Licence", "Where it is said"),
            KnownByHand.ALL.stream()
                .map(f -> List.of("`" + f.names() + "`", f.licence(), f.reason()))
                .toList());
  }

  private static Set<Library> libraries(Path root, String module, boolean shipped)
      throws IOException {
    Set<Library> libraries = new LinkedHashSet<>();
    for (Dependency jar : Dependencies.of(root, module)) {
      if (jar.shipped() == shipped) {
        libraries.add(READ.computeIfAbsent(jar.file(), file -> read(jar)));
      }
    }
    return libraries;
  }

  private static final Map<Path, Library> READ = new HashMap<>();

  private static Library read(Dependency jar) {
    try {
      return jar.library();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Path one(Path folder, String start) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(start))
          .findFirst()
          .orElseThrow(
              () ->
                  new IOException(
                      folder
                          + "/"
                          + start
                          + "* is missing. Make it with: mvn -B -pl servers process-classes"));
    }
  }

  private static String summary(Collection<Library> libraries) {
    Map<String, Integer> counts = new TreeMap<>();
    libraries.forEach(library -> counts.merge(library.licence(), 1, Integer::sum));
    return libraries.size()
        + " libraries: "
        + counts.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining("; "))
        + ".";
  }

  private static List<List<String>> rows(Collection<Library> libraries) {
    return new ArrayList<>(libraries.stream().map(Library::row).toList());
  }
}
