// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Kafka Connect in one of our processes: its worker, and the connectors that a backbone needs. */
package backbone.launcher.connect;
