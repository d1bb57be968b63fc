// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import backbone.servers.JavaCommand;
import backbone.servers.ServerProcess;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Starts what is measured, each as a process of its own. */
final class Runner {

  /** As `run` gives it. */
  private static final String HEAP = "512m";

  private final BenchFolder folder;

  Runner(BenchFolder folder) {
    this.folder = folder;
  }

  /** Where what runs has its files. */
  BenchFolder folder() {
    return folder;
  }

  /** One of our parts with its settings. */
  ServerProcess part(String part, Map<String, Object> settings) throws IOException {
    Path file = folder.path().resolve(part + ".yaml");
    new YAMLMapper().writeValue(file.toFile(), settings);
    return java(part, "backbone.launcher.Main", "run", part, "--config", file.toString());
  }

  /** A main class of ours. */
  ServerProcess java(String name, String main, String... arguments) throws IOException {
    JavaCommand java = JavaCommand.heap(HEAP);
    return start(
        name,
        java.main(System.getProperty("java.class.path"), main, arguments).toArray(new String[0]));
  }

  /** Any program. */
  ServerProcess start(String name, String... command) throws IOException {
    Path directory = Files.createDirectories(folder.path().resolve(name));
    ServerProcess process =
        ServerProcess.start(
            new ServerProcess.Spec(
                name,
                Arrays.asList(command),
                Map.of(),
                directory,
                folder.path().resolve(name + ".log")));
    folder.own(process);
    return process;
  }
}
