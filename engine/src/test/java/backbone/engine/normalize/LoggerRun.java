// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import backbone.schema.LogEvent;
import backbone.schema.Origin;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that logged known events with the libraries of a language, each into a file of its own.
 *
 * @param folder its files; {@code stderr} is what it died of
 */
record LoggerRun(Path folder, long beganNanos, long endedNanos) {

  /** Not the zone of this JVM, so that a mistaken one shows. */
  private static final String ZONE = "Asia/Seoul";

  static LoggerRun of(Path folder, List<String> command) throws Exception {
    long began = nanos();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.command().add(folder.toString());
    builder.environment().put("TZ", ZONE);
    builder.environment().put("NODE_PATH", peers().resolve("node_modules").toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    builder.redirectError(folder.resolve("stderr").toFile());
    builder.redirectOutput(Redirect.to(folder.resolve("stdout").toFile()));
    Process process = builder.start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("Did not end in 2 minutes: " + command);
    }
    return new LoggerRun(folder, began, nanos());
  }

  /** Folder of the peers, or one that is not there. */
  static Path peers() {
    return Path.of(System.getenv().getOrDefault("BACKBONE_PEERS", "absent"));
  }

  /** The events of a file, read as a sender without joining sends it. */
  List<LogEvent> events(String file) throws IOException {
    byte[] value = Files.readAllBytes(folder.resolve(file));
    Source source = new Source("web-1", null, ZoneId.of(ZONE), null, "prod", "kr", "shop");
    Origin origin = new Origin("src", 1, 0, value.length);
    long arrivalMs = endedNanos / 1_000_000;
    Captured made = Captured.of(new RawLog(value, null, source, origin, arrivalMs, null, false));
    if (!made.dead.isEmpty()) {
      throw new AssertionError(file + " dead=" + made.dead);
    }
    return made.events;
  }

  private static long nanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
