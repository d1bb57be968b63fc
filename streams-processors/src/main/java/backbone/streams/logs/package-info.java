// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** The job that turns raw log records into normalized, masked events. */
package backbone.streams.logs;
