// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import backbone.servers.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that runs {@link JobMain}; can be killed, frozen and resumed. */
final class JobProcess implements AutoCloseable {

  private final Process process;

  private JobProcess(Process process) {
    this.process = process;
  }

  /** Starts the job; its state and its log are in the folder. */
  static JobProcess start(
      String bootstrap, String prefix, Path folder, String writer, JobMain.Mode mode)
      throws IOException {
    return new JobProcess(
        new ProcessBuilder(
                JavaCommand.heap("192m")
                    .main(
                        System.getProperty("java.class.path"),
                        JobMain.class.getName(),
                        bootstrap,
                        prefix,
                        folder.toString(),
                        writer,
                        mode.name()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("job.log").toFile()))
            .start());
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
