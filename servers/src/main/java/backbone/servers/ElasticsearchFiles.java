// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.servers;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** The folders and files of one Elasticsearch node. */
public final class ElasticsearchFiles {

  /** Where root keeps what the user {@code nobody} must reach. */
  public static final Path ROOT_HOME = Path.of("/var/lib/backbone");

  private static final String CONSOLE_ONLY =
      """
      appender.console.type = Console
      appender.console.name = console
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %m%n
      rootLogger.level = warn
      rootLogger.appenderRef.console.ref = console
      """;

  private final Path data;

  ElasticsearchFiles(Path data) {
    this.data = data;
  }

  /** Whether this process runs as root. */
  public static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }

  Path config() {
    return data.resolve("config");
  }

  Path temporary() {
    return data.resolve("tmp");
  }

  /** The distribution; as root a copy that others can read. */
  Path distribution() {
    Path original = ServersHome.elasticsearch();
    return root() ? ROOT_HOME.resolve(original.getFileName()) : original;
  }

  Path agent() {
    return root() ? ROOT_HOME.resolve("parent-watch.jar") : JavaCommand.agentJar();
  }

  /**
   * Writes everything that the node reads, {@code more} by file name, and gives the folder to the
   * user that runs it.
   */
  void prepare(Map<String, String> settings, Map<String, String> more, String heap)
      throws IOException {
    if (root()) {
      copyForNobody();
    }
    remove(temporary());
    for (Path folder : new Path[] {config().resolve("jvm.options.d"), temporary()}) {
      Files.createDirectories(folder);
    }
    Files.copy(
        distribution().resolve("config/jvm.options"),
        config().resolve("jvm.options"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(
        config().resolve("jvm.options.d/heap.options"),
        "-Xms" + heap + "\n-Xmx" + heap + "\n-XX:+UseSerialGC\n-XX:-UseG1GC\n");
    Files.writeString(config().resolve("log4j2.properties"), CONSOLE_ONLY);
    StringBuilder yaml = new StringBuilder();
    new TreeMap<>(settings).forEach((k, v) -> yaml.append(k + ": \"" + v + "\"\n"));
    Files.writeString(config().resolve("elasticsearch.yml"), yaml);
    for (Map.Entry<String, String> file : more.entrySet()) {
      Files.writeString(config().resolve(file.getKey()), file.getValue());
    }
    if (root()) {
      giveToNobody(data);
    }
  }

  /** Each start leaves some files there, and so does a kill. */
  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private void copyForNobody() throws IOException {
    if (!data.startsWith(ROOT_HOME)) {
      throw new IOException(
          "Elasticsearch runs as nobody and cannot use "
              + data
              + ". As root its data must lie below "
              + ROOT_HOME);
    }
    Files.createDirectories(ROOT_HOME);
    Files.setPosixFilePermissions(ROOT_HOME, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path copied = Files.createTempFile(ROOT_HOME, "parent-watch", ".new");
    Files.copy(JavaCommand.agentJar(), copied, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(copied, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(copied, agent(), StandardCopyOption.ATOMIC_MOVE);
    if (!Files.exists(distribution())) {
      Path half = Files.createTempDirectory(ROOT_HOME, "unpacking-");
      copyTree(ServersHome.elasticsearch(), half);
      Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(half, distribution(), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a)
              throws IOException {
            Path copy = to.resolve(from.relativize(dir));
            Files.createDirectories(copy);
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Path copy = to.resolve(from.relativize(file));
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            String mode = Files.isExecutable(file) ? "rwxr-xr-x" : "rw-r--r--";
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString(mode));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void giveToNobody(Path folder) throws IOException {
    var lookup = folder.getFileSystem().getUserPrincipalLookupService();
    UserPrincipal nobody = lookup.lookupPrincipalByName("nobody");
    GroupPrincipal nogroup = lookup.lookupPrincipalByGroupName("nogroup");
    try (var tree = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) tree::iterator) {
        PosixFileAttributeView view =
            Files.getFileAttributeView(
                path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        view.setOwner(nobody);
        view.setGroup(nogroup);
      }
    }
  }
}
