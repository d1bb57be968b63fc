// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.util.List;

/**
 * What became due at one tick of the shop.
 *
 * @param lines in the order of time
 * @param spans that have ended, in the order of their ends
 */
record Moment(List<Line> lines, List<ShopSpan> spans) {}
