// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A command in the project's root, with nothing in its environment but a PATH and what is given.
 */
record Run(List<String> command, Map<String, String> environment) {

  private static final long SECONDS_MAX = 60;

  static Run of(String... command) {
    return new Run(List.of(command), Map.of());
  }

  Run with(String name, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(name, value);
    return new Run(command, more);
  }

  /** Its exit code, a space, and all it printed. */
  String in(Deployment deployment) throws IOException, InterruptedException {
    return in(deployment.root());
  }

  String in(Path folder) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    String path = builder.environment().get("PATH");
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(command.get(0) + " did not end. It printed: " + output);
    }
    return process.exitValue() + " " + output.strip();
  }
}
