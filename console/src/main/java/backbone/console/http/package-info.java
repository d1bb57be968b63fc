// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** A small read-only HTTP server that answers only to its own loopback names. */
package backbone.console.http;
