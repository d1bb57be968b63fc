// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small project with one library and no servers to speak of. */
class ThirdPartyPageTest {

  @TempDir private Path root;

  @BeforeEach
  void makeProject() throws IOException {
    Files.createDirectories(root.resolve("servers/elasticsearch-8.0.0"));
    Files.createDirectories(root.resolve("servers/registry"));
    Files.writeString(root.resolve("pom.xml"), "<modules><module>launcher</module></modules>");
    for (String module : new String[] {"launcher", "sinks/elasticsearch", "sinks/jaeger"}) {
      Files.createDirectories(root.resolve(module).resolve("target"));
      Files.createFile(root.resolve(module).resolve("target/dependencies.txt"));
    }
    pom("parent", "1", "<licenses><license><name>Apache 2</name></license></licenses>");
  }

  @Test
  void takesTheLicenceOfTheParent() throws IOException {
    library(
        "1.0",
        "<parent><groupId>org.some</groupId><artifactId>parent</artifactId>"
            + "<version>1</version></parent><url>https://some.org</url>");

    assertThat(page()).contains("| thing | 1.0 | Apache-2.0 | https://some.org |");
  }

  @Test
  void saysUnknown_whenNothingTellsTheLicence() throws IOException {
    library("1.0", "<url>https://repo.some.org/maven2</url>");

    assertThat(page()).contains("1 libraries: unknown 1.", "| thing | 1.0 | unknown |  |");
  }

  @Test
  void isStale_whenAVersionChanges() throws Exception {
    library("1.0", "");
    Page page = new Page("THIRD-PARTY.md", this::page);
    page.write(root);
    library("1.1", "");

    assertThat(page.staleness(root).orElseThrow())
        .startsWith("THIRD-PARTY.md is not what the code says")
        .contains("page: | thing | 1.0 |", "code: | thing | 1.1 |");
  }

  private String page() throws IOException {
    return ThirdPartyPage.text(root, root.resolve("servers"));
  }

  private void library(String version, String says) throws IOException {
    Path jar = pom("thing", version, says).resolveSibling("thing-" + version + ".jar");
    new JarOutputStream(Files.newOutputStream(jar)).close();
    Files.writeString(
        root.resolve("launcher/target/dependencies.txt"),
        "   org.some:thing:jar:" + version + ":runtime:" + jar + " -- module thing (auto)\n");
  }

  private Path pom(String artifact, String version, String says) throws IOException {
    Path folder = root.resolve("repository/org/some").resolve(artifact).resolve(version);
    Files.createDirectories(folder);
    return Files.writeString(
        folder.resolve(artifact + "-" + version + ".pom"), "<project>" + says + "</project>");
  }
}
