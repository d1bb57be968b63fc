// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import backbone.servers.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of one run and the processes that use it; all end together, on Ctrl-C too. */
final class BenchFolder implements AutoCloseable {

  private final Path path;
  private final List<ServerProcess> processes = new ArrayList<>();

  private BenchFolder(Path path) {
    this.path = path;
  }

  static BenchFolder make() throws IOException {
    BenchFolder made = new BenchFolder(Files.createTempDirectory("backbone-bench"));
    Runtime.getRuntime().addShutdownHook(new Thread(made::close, "bench-cleanup"));
    return made;
  }

  Path path() {
    return path;
  }

  /** A process to stop with this folder, if it still runs then. */
  synchronized void own(ServerProcess process) {
    processes.add(process);
  }

  @Override
  public synchronized void close() {
    processes.stream().filter(ServerProcess::alive).forEach(ServerProcess::kill);
    processes.clear();
    try {
      remove();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + path + " cannot be removed", e);
    }
  }

  private void remove() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walked = Files.walk(path)) {
      all = walked.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
