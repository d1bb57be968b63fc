// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** The job derive-metrics: totals and minutes of what logs and spans tell, counted exactly once. */
package backbone.streams.metrics;
