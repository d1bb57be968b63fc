// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

/**
 * Where a record comes from.
 *
 * @param offset in its topic
 * @param arrivalMs broker append time of the raw record, milliseconds since 1970
 */
record Place(long offset, long arrivalMs) {}
