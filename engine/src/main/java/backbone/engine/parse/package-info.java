// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Rules of users for reading lines: formats, renames and drops, checked and compiled. */
package backbone.engine.parse;
