// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** A small client of the schema registry protocol, and the wire format that refers to it. */
package backbone.schema.registry;
