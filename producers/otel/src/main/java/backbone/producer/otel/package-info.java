// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Exporters for the OpenTelemetry Java SDK that write OTLP straight to Kafka. */
package backbone.producer.otel;
