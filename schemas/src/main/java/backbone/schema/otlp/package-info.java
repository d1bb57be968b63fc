// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** OpenTelemetry's messages: read span by span on the wire, read from JSON, made into documents. */
package backbone.schema.otlp;
