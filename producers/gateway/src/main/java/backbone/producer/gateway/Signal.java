// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import backbone.schema.Catalogue;
import backbone.schema.Topic;
import java.util.Optional;

/** What OTLP carries. */
enum Signal {
  TRACES("trace.v1.TraceService", "/v1/traces", "span"),
  LOGS("logs.v1.LogsService", "/v1/logs", "log record"),
  METRICS("metrics.v1.MetricsService", "/v1/metrics", "data point");

  private final String service;
  private final String path;
  private final String noun;

  Signal(String service, String path, String noun) {
    this.service = "opentelemetry.proto.collector." + service;
    this.path = path;
    this.noun = noun;
  }

  /** Full name of the gRPC service; its only method is {@code Export}. */
  String service() {
    return service;
  }

  /** Path of OTLP/HTTP. */
  String path() {
    return path;
  }

  /** One item, for people. */
  String noun() {
    return noun;
  }

  /** Where it goes; metrics have no topic. */
  Optional<Topic> topic() {
    return switch (this) {
      case TRACES -> Optional.of(Catalogue.SPANS_RAW);
      case LOGS -> Optional.of(Catalogue.LOGS_RAW);
      case METRICS -> Optional.empty();
    };
  }
}
