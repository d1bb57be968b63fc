// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/** What a jar says about itself: in its own POM, its manifest, or a licence's text. */
final class JarFacts {

  private static final Pattern TEXT = Pattern.compile("(?:META-INF/)?(?:LICEN[CS]E|license)[^/]*");

  private final JarFile jar;
  private final String name;

  /**
   * @param name file name without version; tells the jar's own POM from those of what it contains
   */
  private JarFacts(JarFile jar, String name) {
    this.jar = jar;
    this.name = name;
  }

  /** A licence, and an address of the project; each empty if the jar tells none. */
  record Facts(String licence, String url) {}

  static Facts of(Path file, String name) throws IOException {
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      JarFacts facts = new JarFacts(jar, name);
      Optional<Pom> pom = facts.pom();
      List<String> stated = pom.isPresent() ? pom.get().licences() : List.of();
      String licence = stated.isEmpty() ? facts.licence() : Licences.all(stated);
      return new Facts(
          licence, pom.isPresent() ? pom.get().url() : facts.attribute("Bundle-DocURL"));
    }
  }

  private Optional<Pom> pom() throws IOException {
    for (ZipEntry entry : jar.stream().filter(JarFacts::pom).toList()) {
      String[] path = entry.getName().split("/", -1);
      String artifact = path[path.length - 2];
      if (name.equals(artifact) || name.endsWith("." + artifact)) {
        try (var in = jar.getInputStream(entry)) {
          return Optional.of(new Pom(in.readAllBytes(), null));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean pom(ZipEntry entry) {
    return entry.getName().startsWith("META-INF/maven/") && entry.getName().endsWith("/pom.xml");
  }

  private String licence() throws IOException {
    String bundle = attribute("Bundle-License");
    if (!bundle.isEmpty()) {
      return Licences.all(List.of(bundle.split(",(?=\\s*(?:http|\"))", -1)));
    }
    for (ZipEntry entry : jar.stream().filter(JarFacts::licence).toList()) {
      try (var in = jar.getInputStream(entry)) {
        Optional<String> known = Licences.of(new String(in.readAllBytes(), UTF_8));
        if (known.isPresent()) {
          return known.get();
        }
      }
    }
    return "";
  }

  private static boolean licence(ZipEntry entry) {
    return TEXT.matcher(entry.getName()).matches();
  }

  private String attribute(String attribute) throws IOException {
    Manifest manifest = jar.getManifest();
    String value = manifest == null ? null : manifest.getMainAttributes().getValue(attribute);
    return value == null ? "" : value.strip();
  }
}
