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

/** The jars of others that modules are made of, as Maven resolved them in this build. */
final class Dependencies {

  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  /** {@code group:artifact:jar[:classifier]:version:scope:file[ -- module ...]}. */
  private static final Pattern LINE =
      Pattern.compile(
          "\\s*([\\w.-]+):([\\w.-]+):jar:(?:[\\w.-]+:)?([\\w.+-]+):"
              + "(compile|runtime|provided|test|system):(.+?)(?: -- .*)?");

  /**
   * One jar.
   *
   * @param scope Maven's
   */
  record Dependency(String group, String artifact, String version, String scope, Path file) {

    boolean shipped() {
      return scope.equals("compile") || scope.equals("runtime");
    }

    /** What its POM says, or else the jar itself, or else a person. */
    Library library() throws IOException {
      Path repository = file;
      int levels = group.split("\\.", -1).length + 3;
      for (int i = 0; i < levels; i++) {
        repository = repository.getParent();
      }
      Path pom = file.resolveSibling(artifact + "-" + version + ".pom");
      Pom read = new Pom(Files.readAllBytes(pom), repository);
      String licence = Licences.all(read.licences());
      return Libraries.complete(artifact, version, new JarFacts.Facts(licence, read.url()), file);
    }
  }

  private Dependencies() {}

  /** Modules of the project, as its POM lists them. */
  static List<String> modules(Path root) throws IOException {
    List<String> modules = new ArrayList<>();
    Matcher module = MODULE.matcher(Files.readString(root.resolve("pom.xml")));
    while (module.find()) {
      modules.add(module.group(1));
    }
    return modules;
  }

  /** Jars of a module that are not of this project. */
  static List<Dependency> of(Path root, String module) throws IOException {
    Path file = root.resolve(module).resolve("target/dependencies.txt");
    if (!Files.exists(file)) {
      throw new IOException(
          file + " is missing. Make it with: mvn -B dependency:list@dependencies");
    }
    List<Dependency> jars = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      Matcher jar = LINE.matcher(line);
      if (jar.matches() && !jar.group(1).equals("dev.backbone")) {
        jars.add(
            new Dependency(
                jar.group(1), jar.group(2), jar.group(3), jar.group(4), Path.of(jar.group(5))));
      }
    }
    return jars;
  }
}
