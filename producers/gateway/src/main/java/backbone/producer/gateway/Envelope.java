// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

/**
 * What is known of a request before its body is read.
 *
 * @param signal what it carries
 * @param json whether in JSON, else in protobuf
 * @param entrance by which it came
 */
record Envelope(Signal signal, boolean json, Entrance entrance) {}
