// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

/**
 * One look at the files.
 *
 * @param sink where shipments go
 * @param epoch the sink's epoch at the beginning of the turn
 * @param nowMs time of the turn
 * @param limits times and bounds
 * @param buffer shared by all files
 */
record Turn(Sink sink, long epoch, long nowMs, Limits limits, byte[] buffer) {}
