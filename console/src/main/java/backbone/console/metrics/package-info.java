// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Rates, errors and latencies out of counted minutes, never out of sampled spans. */
package backbone.console.metrics;
