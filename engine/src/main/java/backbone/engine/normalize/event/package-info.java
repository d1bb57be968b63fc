// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** The event that is being read, and what every format fills it with: levels, ids, payloads. */
package backbone.engine.normalize.event;
