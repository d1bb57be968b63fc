// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

/**
 * What a process reads and writes.
 *
 * @param group that commits how far it has read
 * @param in topic
 * @param out topic
 */
record Flow(String group, String in, String out) {}
