// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.servers.JavaCommand;
import backbone.testkit.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that runs {@link MetricsJobMain}; can be scraped and killed. */
final class MetricsProcess implements AutoCloseable {

  /** New series are held at 0 for so long; the real time would be longer than the test. */
  static final long HOLD_MS = 1_000;

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final URI metrics;

  private MetricsProcess(Process process, URI metrics) {
    this.process = process;
    this.metrics = metrics;
  }

  /** Starts the job; its state and its log are in the folder. */
  static MetricsProcess start(String bootstrap, String prefix, Path folder) throws IOException {
    return start(bootstrap, prefix, folder, FreePorts.next());
  }

  /** The same with its metrics at a port of the caller's. */
  static MetricsProcess start(String bootstrap, String prefix, Path folder, int port)
      throws IOException {
    Files.createDirectories(folder);
    Process process =
        new ProcessBuilder(
                JavaCommand.heap("192m")
                    .main(
                        System.getProperty("java.class.path"),
                        MetricsJobMain.class.getName(),
                        bootstrap,
                        prefix,
                        folder.toString(),
                        Integer.toString(port),
                        Long.toString(HOLD_MS)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("job.log").toFile()))
            .start();
    return new MetricsProcess(process, URI.create("http://127.0.0.1:" + port + "/metrics"));
  }

  /** Lines of the totals and bursts; none when it does not answer. */
  List<String> scrape() throws InterruptedException {
    try {
      return HTTP.send(
              HttpRequest.newBuilder(metrics).timeout(Duration.ofSeconds(5)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .filter(
              line ->
                  line.matches(
                      "(log_events|http_responses|exceptions|traces|telemetry_burst_events).*"))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** All lines in the format that has exemplars. */
  List<String> openMetrics() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(metrics)
            .header("Accept", "application/openmetrics-text; version=1.0.0")
            .timeout(Duration.ofSeconds(10))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body().lines().toList();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Ends it as a roll-out does, with time to hand over. */
  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor(30, TimeUnit.SECONDS);
  }

  /** Lets it stand still, as a long collection of garbage does. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets a frozen one go on as if nothing had been. */
  void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
