// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.servers.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that runs {@link SamplingMain}; can be killed, frozen and resumed. */
final class SamplingProcess implements AutoCloseable {

  private final Process process;

  private SamplingProcess(Process process) {
    this.process = process;
  }

  /** Starts the job; its state and its log are in the folder. */
  static SamplingProcess start(SamplingTopics topics, Path folder, long waitMs) throws IOException {
    return new SamplingProcess(
        new ProcessBuilder(
                JavaCommand.heap("256m")
                    .main(
                        System.getProperty("java.class.path"),
                        SamplingMain.class.getName(),
                        topics.kafka().bootstrap(),
                        topics.prefix(),
                        folder.toString(),
                        Long.toString(waitMs)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("job.log").toFile()))
            .start());
  }

  long pid() {
    return process.pid();
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  void freeze() throws Exception {
    signal("STOP");
  }

  void resume() throws Exception {
    signal("CONT");
  }

  private void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill -" + name + " failed for process " + process.pid());
    }
  }

  boolean alive() {
    return process.isAlive();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
