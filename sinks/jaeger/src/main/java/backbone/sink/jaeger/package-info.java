// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** The Kafka Connect sink that sends sampled spans to Jaeger, or anything that takes OTLP/gRPC. */
package backbone.sink.jaeger;
