// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.servers;

import java.io.IOException;

/** A server that starts, says so and stays; {@code stubborn} ignores a request to stop. */
final class Stayer {

  static final String STUBBORN = "stubborn";
  static final String CRASHING = "crashing";

  private Stayer() {}

  public static void main(String[] arguments) throws InterruptedException, IOException {
    if (arguments[0].equals(STUBBORN)) {
      Runtime.getRuntime().addShutdownHook(new Thread(Stayer::stay));
    }
    System.out.println("Started.");
    System.err.println("A warning.");
    if (arguments[0].equals(CRASHING)) {
      System.exit(7);
    }
    stay();
  }

  private static void stay() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
