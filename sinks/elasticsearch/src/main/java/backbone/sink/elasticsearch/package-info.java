// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** The Kafka Connect sink that puts logs, spans and metrics into Elasticsearch, each once. */
package backbone.sink.elasticsearch;
