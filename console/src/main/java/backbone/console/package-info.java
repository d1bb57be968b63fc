// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** The one web page where logs are found, served on loopback only. */
package backbone.console;
