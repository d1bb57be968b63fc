// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** From raw bytes to normalized events: detect, parse, map. */
package backbone.engine.normalize;
