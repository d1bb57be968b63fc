// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

/** Names of the worker threads: one call stays on one thread, and few threads serve all calls. */
final class Threads {

  private static final int WORKERS = 10;

  private Threads() {}

  static String of(Call call, int port) {
    int worker = Math.floorMod(call.spanId().hashCode(), WORKERS) + 1;
    return "http-nio-" + port + "-exec-" + worker;
  }
}
