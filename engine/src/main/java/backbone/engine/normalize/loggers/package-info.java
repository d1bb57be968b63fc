// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** The layouts of loggers inside applications. */
package backbone.engine.normalize.loggers;
