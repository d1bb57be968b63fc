// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** The real servers as child processes: Kafka broker, schema registry, Elasticsearch, Connect. */
package backbone.servers;
