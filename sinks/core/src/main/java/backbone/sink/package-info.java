// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** What all sinks share: offset tracking, batches, retries, bisection and dead letters. */
package backbone.sink;
