// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.servers.Probe;
import backbone.testkit.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Parts as processes of their own, by the files of deploy/config and environment variables. */
final class SecuredParts implements AutoCloseable {

  /** Beyond a part's own time to stop: the end of the JVM on a busy machine. */
  private static final Duration EXIT = Duration.ofSeconds(4);

  private static final Path CONFIG = Command.ROOT.resolve("deploy/config");

  /**
   * A part that runs.
   *
   * @param probes base URL of its probes
   */
  record Running(String part, Process process, Path output, String probes) {

    String log() throws IOException {
      return Files.readString(output);
    }

    boolean ready() {
      return Probe.page(probes + "/ready");
    }
  }

  private final Path folder;
  private final Map<String, String> environment;
  private final List<Running> running = new ArrayList<>();

  /**
   * Starts none yet.
   *
   * @param environment of all parts
   */
  SecuredParts(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /** Starts a part with further environment. */
  Running start(String part, Map<String, String> more) throws IOException {
    String address = "127.0.0.1:" + FreePorts.next();
    Map<String, String> all = new HashMap<>(environment);
    String upper = part.toUpperCase(java.util.Locale.ROOT);
    all.put(part.equals("console") ? "CONSOLE_ADDRESS" : upper + "_METRICS_ADDRESS", address);
    all.put(upper + "_STATE_DIR", folder.resolve(part).toString());
    all.put("BACKBONE_JAVA_OPTIONS", "-Xmx192m -XX:TieredStopAtLevel=1");
    all.putAll(more);
    Path output = folder.resolve(part + "-" + running.size() + ".out");
    Process process = Command.start(output, all, "run", part, "--config", file(part).toString());
    Running started = new Running(part, process, output, "http://" + address);
    running.add(started);
    return started;
  }

  List<Running> running() {
    return List.copyOf(running);
  }

  /** What {@code config} prints for a part. */
  String config(String part) throws IOException, InterruptedException {
    Command.Result result =
        Command.run(environment, "", "config", part, "--config", file(part).toString());
    assertThat(result.code()).as(result.output()).isZero();
    return result.output();
  }

  static Path file(String part) {
    return CONFIG.resolve(part + ".yaml");
  }

  /** Asks all to stop at once, and waits for each no longer than its time. */
  void stop(Duration time) throws InterruptedException, IOException {
    running.forEach(one -> one.process().destroy());
    long deadline = System.nanoTime() + time.plus(EXIT).toNanos();
    for (Running one : running) {
      boolean ended = one.process().waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertThat(ended).as(one.part() + " does not end: " + one.log()).isTrue();
      assertThat(one.process().exitValue()).as(one.part() + ": " + one.log()).isNotEqualTo(3);
    }
  }

  @Override
  public void close() {
    running.forEach(one -> one.process().destroyForcibly());
  }
}
