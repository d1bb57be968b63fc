// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.servers;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where the downloaded servers lie: the folder that the build has unpacked them to, named by the
 * system property {@value #PROPERTY}.
 */
public final class ServersHome {

  /** System property with the folder. */
  public static final String PROPERTY = "backbone.servers.home";

  private ServersHome() {}

  /** Folder of Elasticsearch's distribution. */
  public static Path elasticsearch() {
    return find(root(), name -> name.startsWith("elasticsearch-"));
  }

  /** Runnable jar of the registry. */
  public static Path registryJar() {
    return find(root().resolve("registry"), name -> name.endsWith("-runner.jar"));
  }

  static Path agentJar() {
    Path jar = root().resolve("agent-parent-watch.jar");
    if (Files.exists(jar)) {
      return jar;
    }
    try {
      return Path.of(ServersHome.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("bug: our own jar has no path", e);
    }
  }

  private static Path root() {
    String home = System.getProperty(PROPERTY);
    if (home == null) {
      throw new IllegalStateException(
          PROPERTY + " is not set. Start through ./backbone, or run tests through mvn.");
    }
    return Path.of(home);
  }

  private static Path find(Path folder, Predicate<String> name) {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(p -> name.test(p.getFileName().toString()))
          .findFirst()
          .orElseThrow(() -> missing(folder));
    } catch (IOException e) {
      throw missing(folder);
    }
  }

  private static IllegalStateException missing(Path folder) {
    return new IllegalStateException(
        folder + " is incomplete. Build it: mvn -pl servers package -DskipTests");
  }
}
