// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

  private static final String NAME = "tb-1";

  @TempDir Path folder;

  private Sources project(String name) throws IOException {
    Path home = folder.resolve(name);
    for (String file : new String[] {"LICENSE", "NOTICE", "docs/logs/a.md", "deploy/x.yaml"}) {
      write(home.resolve(file));
    }
    write(home.resolve("backbone"));
    assertThat(home.resolve("backbone").toFile().setExecutable(true)).isTrue();
    Path built = home.resolve("launcher/target/backbone");
    write(built.resolve("lib/a.jar"));
    write(built.resolve("plugins/es/b.jar"));
    Path servers = home.resolve("servers/target/servers");
    write(servers.resolve("elasticsearch-8/bin/elasticsearch"));
    write(servers.resolve("elasticsearch-8/logs/gc.log"));
    return new Sources(home, built.resolve("lib"), built.resolve("plugins"), servers);
  }

  private static void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, file.getFileName().toString());
  }

  private static Set<String> paths(Path archive) throws IOException {
    try (TarFile tar = new TarFile(archive)) {
      return tar.getEntries().stream().map(TarArchiveEntry::getName).collect(Collectors.toSet());
    }
  }

  @Test
  void holdsWhatIsBuiltBesideTheScript() throws IOException {
    Set<String> paths = paths(new Archive(project("p"), NAME).write(folder));

    assertThat(paths)
        .contains(
            "tb-1/backbone",
            "tb-1/docs/logs/a.md",
            "tb-1/lib/a.jar",
            "tb-1/plugins/es/b.jar",
            "tb-1/servers/elasticsearch-8/bin/elasticsearch",
            "tb-1/servers/elasticsearch-8/logs/");
    assertThat(paths).noneMatch(path -> path.endsWith("gc.log") || path.contains("target"));
  }

  @Test
  void leavesOutWhatIsSecretOrOfARun() throws IOException {
    Sources sources = project("p");
    String[] others = {".env", ".backbone/x", ".git/config", "deploy/.env", "deploy/ca/a.key"};
    for (String other : others) {
      write(sources.home().resolve(other));
    }
    write(sources.home().resolve(".env.example"));

    Set<String> paths = paths(new Archive(sources, NAME).write(folder));

    assertThat(paths).contains("tb-1/.env.example");
    for (String other : others) {
      assertThat(paths).doesNotContain("tb-1/" + other);
    }
  }

  @Test
  void hasTheSameBytes_whenTheFilesAreTheSame() throws IOException {
    Sources earlier = project("a");
    Sources later = project("b");
    try (Stream<Path> tree = Files.walk(later.home())) {
      for (Path path : (Iterable<Path>) tree::iterator) {
        Files.setLastModifiedTime(path, FileTime.fromMillis(1));
      }
    }

    Path one = new Archive(earlier, NAME).write(folder.resolve("1"));
    Path two = new Archive(later, NAME).write(folder.resolve("2"));

    assertThat(Files.mismatch(one, two)).isEqualTo(-1);
  }

  @Test
  void keepsWhatMayBeRun() throws IOException {
    Path archive = new Archive(project("p"), NAME).write(folder);

    try (TarFile tar = new TarFile(archive)) {
      for (TarArchiveEntry entry : tar.getEntries()) {
        boolean runs = entry.isDirectory() || entry.getName().equals("tb-1/backbone");
        assertThat(entry.getMode() & 0777).as(entry.getName()).isEqualTo(runs ? 0755 : 0644);
      }
    }
  }

  @Test
  void saysWhatIsMissing_andLeavesNothing() throws IOException {
    Sources sources = project("p");
    Files.delete(sources.home().resolve("LICENSE"));
    Path out = Files.createDirectories(folder.resolve("out"));

    assertThatThrownBy(() -> new Archive(sources, NAME).write(out))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("LICENSE is missing");
    assertThat(out).isEmptyDirectory();
  }
}
