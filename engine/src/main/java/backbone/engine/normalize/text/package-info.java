// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Bytes as text: encodings, lines, quotes, JSON and numbers. */
package backbone.engine.normalize.text;
