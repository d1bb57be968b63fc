// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.nio.file.Path;

/**
 * What a file belongs to.
 *
 * @param path where it was first seen
 * @param input its owner
 * @param scanner makes its events
 */
record Source(Path path, Input input, EventScanner scanner) {}
