// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.servers;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;

/**
 * Java agent that ends its process when the parent is gone. The parent holds the other end of
 * standard input; when it dies, however hard, the pipe closes and this reads the end of it. Needs
 * no other class of the project, so it can be loaded into any server.
 */
public final class ParentWatch {

  /** A stop that takes longer than this is cut short. */
  static final long GRACE_MS = 5_000;

  /** What a shell reports for a process that was asked to terminate. */
  private static final int EXIT_CODE = 143;

  private ParentWatch() {}

  /** Called by the JVM before the server's main. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    InputStream parent = System.in;
    daemon("parent-watch", () -> awaitEnd(parent)).start();
  }

  private static void awaitEnd(InputStream parent) {
    try {
      while (parent.read() >= 0) {
        // The parent never writes; only the end matters.
      }
    } catch (IOException e) {
      // A broken pipe is an end, too.
    }
    daemon("parent-watch-halt", ParentWatch::haltLater).start();
    System.exit(EXIT_CODE);
  }

  private static void haltLater() {
    try {
      Thread.sleep(GRACE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(EXIT_CODE);
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
