// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** The logs of servers that keep a layout of their own. */
package backbone.engine.normalize.servers;
