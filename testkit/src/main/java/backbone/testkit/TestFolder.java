// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import backbone.servers.ElasticsearchFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders of servers under test; removed when the server is closed. */
final class TestFolder {

  private TestFolder() {}

  static Path make(String name) throws IOException {
    return Files.createTempDirectory("backbone-" + name + "-");
  }

  /** One that Elasticsearch's user can reach. */
  static Path forElasticsearch() throws IOException {
    if (!ElasticsearchFiles.root()) {
      return make("elasticsearch");
    }
    Files.createDirectories(ElasticsearchFiles.ROOT_HOME);
    return Files.createTempDirectory(
        ElasticsearchFiles.ROOT_HOME,
        "test-",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
  }

  static void remove(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      System.err.println("left behind: " + folder);
    }
  }
}
