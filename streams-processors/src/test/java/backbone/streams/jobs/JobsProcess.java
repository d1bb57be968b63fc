// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.Catalogue;
import backbone.servers.JavaCommand;
import backbone.testkit.FreePorts;
import backbone.testkit.RealKafka;
import backbone.testkit.RealRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process that runs {@link JobsMain} with a state folder of its own. */
final class JobsProcess implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int STOPPED_BY_SIGTERM = 128 + 15;

  private final Path folder;
  private final Process process;
  private final String address;

  private JobsProcess(Path folder, Process process, String address) {
    this.folder = folder;
    this.process = process;
    this.address = address;
  }

  /** Starts the jobs; what they keep, and their log, is in the folder. */
  static JobsProcess start(RealKafka kafka, RealRegistry registry, Path folder) throws IOException {
    Files.createDirectories(folder);
    String address = "127.0.0.1:" + FreePorts.next();
    Path file =
        Files.writeString(folder.resolve("jobs.yaml"), settings(kafka, registry, folder, address));
    Process process =
        new ProcessBuilder(
                JavaCommand.heap("256m")
                    .main(
                        System.getProperty("java.class.path"),
                        JobsMain.class.getName(),
                        file.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("jobs.log").toFile()))
            .start();
    return new JobsProcess(folder, process, address);
  }

  private static String settings(
      RealKafka kafka, RealRegistry registry, Path folder, String address) {
    return """
        kafka.bootstrap.servers: %s
        jobs:
          registry.urls: %s
          state.dir: %s
          metrics.address: %s
          session.timeout.ms: 6000
          sampling.wait.ms: 300
          entrances:
            - {topic: %s, env: prod, region: kr}
            - {topic: %s, signal: spans, env: prod, region: kr}
        """
        .formatted(
            kafka.bootstrap(),
            registry.url(),
            folder.resolve("state"),
            address,
            Catalogue.LOGS_RAW.name(),
            Catalogue.SPANS_RAW.name());
  }

  /** The name of this process in the group of a job. */
  String instance(String job) throws IOException {
    return Files.readString(folder.resolve("state").resolve(job).resolve("instance.id")).strip();
  }

  /** HTTP status of a probe, or 0 when nobody answers. */
  int probe(String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + path))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  /** As {@code kill}: asks it to stop, and does not wait. */
  void ask() {
    process.destroy();
  }

  /** Waits until the process has ended by itself. */
  void ended() throws InterruptedException {
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(STOPPED_BY_SIGTERM);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
