// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.time.Instant;

/** What the shop yields at a time of its own, often later than it was said. */
interface Due {

  Instant at();
}
