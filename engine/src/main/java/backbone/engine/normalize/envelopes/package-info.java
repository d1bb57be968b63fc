// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** What syslog, containers and shippers put around a line. */
package backbone.engine.normalize.envelopes;
