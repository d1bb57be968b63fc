// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

/**
 * One sensitive value in a text. It covers the whole value, also where the replacement keeps a
 * part.
 *
 * @param type name of the rule, such as {@code ipv4}
 * @param start first UTF-16 unit of the value, counted from 0
 * @param end one after its last UTF-16 unit
 */
public record Finding(String type, int start, int end) {}
