// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.servers.Server;
import java.util.List;

/**
 * One part of the embedded backbone.
 *
 * @param name one word
 * @param needs parts that must answer before this one starts
 * @param server how it is started and asked
 * @param afterReady what must be done each time it has started, such as creating topics
 * @param vital whether nothing is ready before it is
 */
record EmbeddedPart(
    String name, List<String> needs, Server server, Setup afterReady, boolean vital) {

  /** Work after a start; repeated when it fails. */
  @FunctionalInterface
  interface Setup {
    void run() throws Exception;
  }

  static EmbeddedPart of(String name, List<String> needs, Server server) {
    return new EmbeddedPart(name, needs, server, () -> {}, true);
  }
}
