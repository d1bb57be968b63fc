// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Traces out of single spans: lists, trees, critical paths, and what became of those not found. */
package backbone.console.traces;
