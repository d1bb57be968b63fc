// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

/** Something that a service's thread hands log events to. */
interface Appending extends AutoCloseable {

  /** Hands over event number n, in the caller's thread. */
  void log(int n);

  /** Events that the broker has acknowledged. */
  long acknowledged();

  @Override
  void close();
}
