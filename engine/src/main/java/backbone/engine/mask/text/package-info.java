// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** The bytes that are searched, and what has been found in them. */
package backbone.engine.mask.text;
