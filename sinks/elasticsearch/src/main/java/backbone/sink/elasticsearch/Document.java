// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

/**
 * What one record becomes.
 *
 * @param index where to
 * @param id origin of the event; writing it again meets the same document
 * @param json one line
 */
record Document(IndexNames.Choice index, String id, byte[] json) {}
