// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import backbone.servers.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A real server in a test: it can be killed and started again on the same data and port. */
abstract class RealServer implements AutoCloseable {

  private static final Duration READY = Duration.ofSeconds(90);

  private final Path folder;
  private final Server server;

  RealServer(Path folder, Server server) throws IOException {
    this.folder = folder;
    this.server = server;
    try {
      start();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Starts it again after {@link #kill} and waits until it answers. */
  public final void start() throws IOException {
    server.start();
    server.awaitReady(READY);
  }

  /** Ends it as SIGKILL does. */
  public final void kill() {
    server.process().kill();
  }

  /** Process id. */
  public final long pid() {
    return server.process().pid();
  }

  @Override
  public final void close() {
    server.close();
    TestFolder.remove(folder);
  }
}
