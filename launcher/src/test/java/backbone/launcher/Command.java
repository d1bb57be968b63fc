// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code ./backbone} as a user does, with what this build has made. */
final class Command {

  static final Path ROOT = Path.of(System.getProperty("backbone.root"));

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** What came of a command; {@code output} holds both streams. */
  record Result(int code, String output) {}

  private Command() {}

  /** Runs a command to its end. */
  static Result run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), "", arguments);
  }

  /** Runs a command with further environment and standard input. */
  static Result run(Map<String, String> environment, String input, String... arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("backbone-command-", ".out");
    Path given = Files.createTempFile("backbone-command-", ".in");
    Files.writeString(given, input);
    Process process =
        builder(environment, arguments)
            .redirectErrorStream(true)
            .redirectInput(given.toFile())
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(List.of(arguments) + " took longer than " + LIMIT);
      }
      return new Result(
          process.exitValue(), Files.readString(output, StandardCharsets.UTF_8).strip());
    } finally {
      Files.delete(output);
      Files.delete(given);
    }
  }

  /** Starts a command that stays in front. */
  static Process start(Path output, String... arguments) throws IOException {
    return start(output, Map.of(), arguments);
  }

  /** Starts a command that stays in front, with further environment. */
  static Process start(Path output, Map<String, String> environment, String... arguments)
      throws IOException {
    return builder(environment, arguments)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static ProcessBuilder builder(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve("backbone").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
    builder.environment().put("BACKBONE_BUILD", "never");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder;
  }
}
