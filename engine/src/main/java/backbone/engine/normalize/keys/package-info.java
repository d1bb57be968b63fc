// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Lines that are keys and values: JSON, logfmt, and pairs behind a message. */
package backbone.engine.normalize.keys;
