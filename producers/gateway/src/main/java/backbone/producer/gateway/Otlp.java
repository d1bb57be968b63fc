// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import backbone.producer.OtlpSplit;
import backbone.producer.OtlpSplit.Part;
import backbone.producer.OtlpSplit.Parts;
import backbone.schema.otlp.OtlpJson;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.List;

/**
 * A request that has been read.
 *
 * @param message one of the three export requests
 * @param bytes its protobuf, as it came where it came so
 */
record Otlp(MessageLite message, byte[] bytes) {

  /**
   * Reads and so checks a request.
   *
   * @throws InvalidProtocolBufferException when it is not protobuf of this signal
   * @throws IllegalArgumentException when it is not JSON of this signal
   */
  static Otlp read(Signal signal, byte[] body, boolean json) throws InvalidProtocolBufferException {
    MessageLite message =
        switch (signal) {
          case TRACES -> json ? OtlpJson.traces(body) : ExportTraceServiceRequest.parseFrom(body);
          case LOGS -> json ? OtlpJson.logs(body) : ExportLogsServiceRequest.parseFrom(body);
          case METRICS ->
              json ? OtlpJson.metrics(body) : ExportMetricsServiceRequest.parseFrom(body);
        };
    return new Otlp(message, json ? message.toByteArray() : body);
  }

  /** Spans, log records or metrics' data points. */
  int items() {
    if (message instanceof ExportTraceServiceRequest traces) {
      return traces.getResourceSpansList().stream()
          .flatMap(group -> group.getScopeSpansList().stream())
          .mapToInt(scope -> scope.getSpansCount())
          .sum();
    }
    if (message instanceof ExportLogsServiceRequest logs) {
      return logs.getResourceLogsList().stream()
          .flatMap(group -> group.getScopeLogsList().stream())
          .mapToInt(scope -> scope.getLogRecordsCount())
          .sum();
    }
    return ((ExportMetricsServiceRequest) message)
        .getResourceMetricsList().stream()
            .flatMap(group -> group.getScopeMetricsList().stream())
            .flatMap(scope -> scope.getMetricsList().stream())
            .mapToInt(Otlp::points)
            .sum();
  }

  /** As it is when it fits into one record, else cut between its items. */
  Parts parts(int bytesMax) {
    if (bytes.length <= bytesMax) {
      int items = items();
      return new Parts(items == 0 ? List.of() : List.of(new Part(bytes, items)), 0);
    }
    return message instanceof ExportTraceServiceRequest traces
        ? OtlpSplit.traces(traces, bytesMax)
        : OtlpSplit.logs((ExportLogsServiceRequest) message, bytesMax);
  }

  private static int points(Metric metric) {
    return switch (metric.getDataCase()) {
      case GAUGE -> metric.getGauge().getDataPointsCount();
      case SUM -> metric.getSum().getDataPointsCount();
      case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
      case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
      case SUMMARY -> metric.getSummary().getDataPointsCount();
      case DATA_NOT_SET -> 0;
    };
  }
}
