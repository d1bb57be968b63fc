// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Takes OTLP in over gRPC and HTTP and acknowledges what Kafka has acknowledged. */
package backbone.producer.gateway;
