// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

/**
 * The first bytes of a file that finish the last event of the file which was rotated before it.
 * They count as if they stood at the end of the older one, and are kept with its place until Kafka
 * has them, so that the event is the same after a crash, whatever became of the younger file.
 *
 * @param at size of the older file
 * @param bytes whole lines, at most as many as an event may have
 */
record Loan(long at, byte[] bytes) {}
