// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.canary;

/**
 * A made-up sensitive value that is planted once, and must be found nowhere.
 *
 * @param rule that has to find it
 * @param text with the words around it that tell what it is
 * @param secret the part of the text that must not get out
 */
record Canary(String rule, String text, String secret) {}
