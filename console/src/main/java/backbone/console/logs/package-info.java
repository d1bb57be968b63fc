// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** The read-only JSON API over the log indices. */
package backbone.console.logs;
