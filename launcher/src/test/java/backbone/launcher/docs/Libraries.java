// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Jars as libraries with licences. */
final class Libraries {

  private static final Pattern NAMED =
      Pattern.compile("(?:modified-)?(.+)-(\\d+\\.[\\w.]*(?:-[\\w.-]*)?|\\d{6,})\\.jar");

  /** Addresses that are of a place to download from, not of a project, are left out. */
  private static final Pattern PLAIN_URL =
      Pattern.compile("https?://(?!.*(?:repo|maven|nexus|oss\\.sonatype|search\\.))[\\w./~%#-]+");

  private Libraries() {}

  /** Every jar in a folder and below, each name and version once. */
  static Set<Library> below(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          folder + " is missing. Make it with: mvn -B -pl servers process-classes");
    }
    Set<Library> all = new TreeSet<>(Library.ORDER);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
        all.add(of(file));
      }
    }
    return all;
  }

  private static Library of(Path jar) throws IOException {
    Matcher named = NAMED.matcher(jar.getFileName().toString());
    if (!named.matches()) {
      throw new IOException(jar + " has no version in its name. Say in Libraries how to read it");
    }
    return complete(named.group(1), named.group(2), JarFacts.of(jar, named.group(1)), jar);
  }

  /** What a person found out wins; what the POM does not tell, the jar may. */
  static Library complete(String name, String version, JarFacts.Facts told, Path jar)
      throws IOException {
    JarFacts.Facts facts = told.licence().isEmpty() ? JarFacts.of(jar, name) : told;
    Optional<KnownByHand.Finding> found = KnownByHand.of(name);
    String said = facts.licence().isEmpty() ? "unknown" : facts.licence();
    String licence = found.map(KnownByHand.Finding::licence).orElse(said);
    String url = PLAIN_URL.matcher(facts.url()).matches() ? facts.url() : "";
    if (url.isEmpty()) {
      url = found.map(KnownByHand.Finding::url).orElse(KnownByHand.home(name));
    }
    return new Library(name, version, licence, url);
  }
}
