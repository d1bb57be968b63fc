// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import java.util.Map;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;

/** Connect's distributed worker in this process, which it may not end. */
final class Worker implements AutoCloseable {

  /** The worker wanted to end the process. */
  static final class EndedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EndedException(int code) {
      super("Connect's worker ended with code " + code);
    }
  }

  private final Connect<DistributedHerder> connect;

  private Worker(Connect<DistributedHerder> connect) {
    this.connect = connect;
  }

  /** Only {@code main} exits, and only our own hook stops what runs. Once for each process. */
  static void tame() {
    Exit.setExitProcedure(
        (code, message) -> {
          throw new EndedException(code);
        });
    Exit.setShutdownHookAdder((name, hook) -> {});
  }

  /**
   * Starts one. It reads its topics in the background and does not answer before it has.
   *
   * @throws RuntimeException when it cannot start
   */
  static Worker start(WorkerProperties properties) {
    // Connect puts its own class loader on the thread that starts it.
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try {
      return new Worker(new ConnectDistributed().startConnect(Map.copyOf(properties.all())));
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  /** Whether it has ended by itself. */
  boolean ended() {
    return connect.herderTask().isDone();
  }

  @Override
  public void close() {
    connect.stop();
  }
}
