// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import backbone.testkit.Peers;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/** The runtimes of others that services are written for; used when they are present. */
final class Runtimes {

  static final int SECONDS_MAX = 60;

  private Runtimes() {}

  /** Status of a request that carries a trace, or -1 while nobody listens. */
  static int status(int port, String path, String trace) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
            .build();
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return -1;
    }
  }

  /** Compiles one source file against a folder of jars. */
  static void compile(Path source, Path into, Path jars) throws IOException {
    List<String> all = new ArrayList<>();
    try (var files = Files.list(jars)) {
      files.forEach(jar -> all.add(jar.toString()));
    }
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                into.toString(),
                "-cp",
                String.join(File.pathSeparator, all),
                source.toString());
    assertThat(code).isZero();
  }

  /** A Python with the SDK; else the test is skipped. */
  static Path python() throws Exception {
    for (Path python : List.of(venv(), Peers.find("python3").orElse(Path.of("")))) {
      if (Files.isExecutable(python)) {
        Process process =
            new ProcessBuilder(
                    python.toString(),
                    "-c",
                    "import opentelemetry.exporter.otlp.proto.http.trace_exporter")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() == 0) {
          return python;
        }
      }
    }
    skipUnless(false, "Python with opentelemetry-sdk and its OTLP exporter");
    throw new AssertionError("skipped above");
  }

  private static Path venv() {
    return Path.of(System.getenv().getOrDefault("BACKBONE_PEERS", ""), "python/bin/python3");
  }

  /** Skips the test with a line that says why. */
  static void skipUnless(boolean there, String what) {
    if (!there) {
      System.out.println("Skipped: " + what + " is not there; `.ci/run` gets it.");
    }
    assumeTrue(there, what + " is not there");
  }

  /** A file of ours that the runtime reads. */
  static Path resource(String name) {
    return Command.ROOT.resolve("launcher/src/test/resources/onboard").resolve(name);
  }

  /** Runs to the end, which must be a good one. */
  static void runToEnd(Path home, Map<String, String> environment, List<String> command)
      throws Exception {
    Process process = start(home, environment, command);
    assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).as(command.toString()).isTrue();
    assertThat(process.exitValue()).as(() -> read(home.resolve("out"))).isZero();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Starts a program whose output goes to {@code out} in its folder. */
  static Process start(Path home, Map<String, String> environment, List<String> command)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("out").toFile());
    builder.environment().putAll(environment);
    builder.environment().merge("PYTHONPATH", home.toString(), (a, b) -> b);
    return builder.start();
  }
}
