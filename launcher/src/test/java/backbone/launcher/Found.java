// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.testkit.Eventually;

/** A program that waits until the console of a backbone finds something: port base, query. */
public final class Found {

  private Found() {}

  /** Fails when nothing is found in time. */
  public static void main(String[] arguments) throws Exception {
    Embedded backbone = new Embedded(java.nio.file.Path.of("."), Integer.parseInt(arguments[0]));
    Eventually.await(arguments[1], () -> backbone.found(arguments[1]) == 1);
    System.out.println("Found " + arguments[1]);
  }
}
