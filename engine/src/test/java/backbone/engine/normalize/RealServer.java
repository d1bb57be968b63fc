// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import backbone.schema.Origin;
import backbone.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of somebody else that runs for a test, and what its log file became. */
final class RealServer implements AutoCloseable {

  private static final Duration READY = Duration.ofSeconds(20);
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final Process process;

  private RealServer(Process process) {
    this.process = process;
  }

  /** Starts a program whose output goes to a file. */
  static RealServer start(Path output, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.directory(output.getParent().toFile());
    return new RealServer(builder.start());
  }

  /** Waits until it listens on a port of loopback. */
  RealServer ready(int port) throws Exception {
    Eventually.await(
        process.info().command().orElse("server") + " on port " + port,
        READY,
        () -> !process.isAlive() || listens(port));
    assertThat(process.isAlive()).as("the server lives").isTrue();
    return this;
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException away) {
      return false;
    }
  }

  /** Runs a client to its end, whatever it says. */
  static void run(Path folder, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", "wrong");
    builder.directory(folder.toFile());
    Process client = builder.redirectOutput(folder.resolve("client.out").toFile()).start();
    if (!client.waitFor(20, TimeUnit.SECONDS)) {
      client.destroyForcibly();
      throw new AssertionError(String.join(" ", command) + " did not end");
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The events of a log file that was written since a moment: hardly any of them only text, and all
   * within the time of the test.
   */
  static List<LogEvent> events(Path log, long sinceMs) throws IOException {
    byte[] value = Files.readAllBytes(log);
    long now = System.currentTimeMillis();
    Source source =
        new Source("here", null, ZoneId.systemDefault(), null, "test", "local", "default");
    Captured made = new Captured();
    Origin origin = new Origin("src", 1, 0, value.length);
    Normalizer.standard()
        .normalize(new RawLog(value, null, source, origin, now, new int[] {0}, false), made);

    assertThat(made.dead).isEmpty();
    assertThat(made.events).as(log.toString()).isNotEmpty();
    long known = made.events.stream().filter(e -> e.getParseStatus().equals("ok")).count();
    System.out.println(
        log.getFileName() + ": " + known + " of " + made.events.size() + " events have a layout");
    assertThat(known * 100).as(log.toString()).isGreaterThanOrEqualTo(made.events.size() * 99L);
    for (LogEvent event : made.events) {
      long second = Math.floorDiv(event.getEventTimeUnixNano(), SECOND_NANOS);
      assertThat(second).as(event.getMessage()).isBetween(sinceMs / 1000 - 1, now / 1000 + 1);
    }
    return made.events;
  }

  /** The first event whose message holds a text. */
  static LogEvent with(List<LogEvent> events, String text) {
    return events.stream()
        .filter(event -> event.getMessage().contains(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no event has " + text + " in " + events));
  }
}
