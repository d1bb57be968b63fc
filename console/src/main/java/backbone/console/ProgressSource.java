// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.service.Progress;

/** Tells how far the pipeline is; may take seconds. */
interface ProgressSource extends AutoCloseable {

  Progress read();

  @Override
  void close();
}
