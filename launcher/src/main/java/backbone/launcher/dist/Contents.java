// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What goes into the archive, by its path there; never what a run has left or keeps secret. */
final class Contents {

  /** Files and folders of the project, as they lie there. */
  private static final List<String> OF_PROJECT =
      List.of(
          "backbone",
          "LICENSE",
          "NOTICE",
          "THIRD-PARTY.md",
          "CHANGELOG.md",
          "README.md",
          "README.ko.md",
          "docker-compose.yml",
          ".env.example",
          "deploy",
          "docs");

  /** Without these nobody may hand the archive on, or nothing runs. */
  private static final List<String> REQUIRED = List.of("backbone", "LICENSE", "NOTICE");

  private static final List<String> SECRET_ENDS =
      List.of(".pem", ".key", ".p12", ".jks", ".keystore", ".credentials");

  private static final String SERVERS = "servers";

  /** What a server that runs in its own folder leaves there. */
  private static final List<String> LEFT_BY_SERVERS = List.of("logs", "data");

  private final SortedMap<String, Path> paths = new TreeMap<>();

  private Contents() {}

  /**
   * Lists the archive's files and folders.
   *
   * @throws IOException naming what is missing
   */
  static SortedMap<String, Path> of(Sources sources) throws IOException {
    Contents contents = new Contents();
    for (String name : OF_PROJECT) {
      Path path = sources.home().resolve(name);
      if (Files.exists(path)) {
        contents.add(name, path);
      } else if (REQUIRED.contains(name)) {
        throw new IOException(path + " is missing. Run dist from the project's own folder");
      }
    }
    contents.add("lib", sources.lib());
    contents.add("plugins", sources.plugins());
    contents.add(SERVERS, sources.servers());
    return contents.paths;
  }

  private void add(String name, Path root) throws IOException {
    if (!Files.exists(root)) {
      throw new IOException(root + " is missing. Build it: mvn -DskipTests package");
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : (Iterable<Path>) tree::iterator) {
        Path below = root.relativize(path);
        if (below.toString().isEmpty() || (wanted(below) && !left(name, below))) {
          String tail = below.toString().replace(path.getFileSystem().getSeparator(), "/");
          paths.put(tail.isEmpty() ? name : name + "/" + tail, path);
        }
      }
    }
  }

  private static boolean wanted(Path below) {
    for (Path part : below) {
      String name = part.toString().toLowerCase(Locale.ROOT);
      if (hidden(name) || secret(name) || name.equals("target")) {
        return false;
      }
    }
    return true;
  }

  /** The folders that a server fills stay, empty: it asks for them. */
  private static boolean left(String root, Path below) {
    return root.equals(SERVERS)
        && below.getNameCount() > 2
        && LEFT_BY_SERVERS.contains(below.getName(1).toString());
  }

  private static boolean hidden(String name) {
    return name.startsWith(".") && !name.equals(".env.example") && !name.equals(".dockerignore");
  }

  private static boolean secret(String name) {
    return SECRET_ENDS.stream().anyMatch(name::endsWith)
        || name.endsWith(".env")
        || name.endsWith(".jsa");
  }
}
