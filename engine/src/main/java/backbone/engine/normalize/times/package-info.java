// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Reads times and durations in the spellings of loggers and servers. */
package backbone.engine.normalize.times;
