// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Which lines are one event, and what a stack trace below it says. */
package backbone.engine.normalize.lines;
