// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.time.Instant;

/**
 * What a service appends to one of its files at once.
 *
 * @param file where it goes
 * @param at when it is written
 * @param text one event without the last line end; a stack trace makes it several lines
 */
record Line(ShopFile file, Instant at, String text) implements Due {}
