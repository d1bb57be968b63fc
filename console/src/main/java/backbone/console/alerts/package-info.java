// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** What fires, why, and who has been told: Prometheus' alerts beside Alertmanager's. */
package backbone.console.alerts;
