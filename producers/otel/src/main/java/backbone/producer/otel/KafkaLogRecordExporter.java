// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.otel;

import backbone.producer.OtlpSplit;
import backbone.schema.Catalogue;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;
import java.util.List;

/**
 * Writes log records to the topic {@code logs.raw}. Works as {@link KafkaSpanExporter} does.
 *
 * <p>What the Kafka client and this producer say about their own work is left out: a client at
 * debug level says more for each record sent, so that sending its lines would never end.
 */
public final class KafkaLogRecordExporter implements LogRecordExporter {

  private static final List<String> OWN_LOGGERS =
      List.of(
          "backbone.producer.",
          "org.apache.kafka.clients.producer.",
          "org.apache.kafka.clients.NetworkClient",
          "org.apache.kafka.clients.Metadata",
          "org.apache.kafka.common.network.");

  private final Outlet outlet;

  private KafkaLogRecordExporter(Outlet outlet) {
    this.outlet = outlet;
  }

  /** A builder with all defaults. */
  public static KafkaExporterBuilder<KafkaLogRecordExporter> builder() {
    return new KafkaExporterBuilder<>(Catalogue.LOGS_RAW, true, KafkaLogRecordExporter::new);
  }

  @Override
  public CompletableResultCode export(Collection<LogRecordData> logs) {
    List<LogRecordData> others = logs.stream().filter(log -> !isOwn(log)).toList();
    return outlet.send(OtlpSplit.logs(LogRequest.of(others), OtlpSplit.PART_BYTES_MAX));
  }

  @Override
  public CompletableResultCode flush() {
    return outlet.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return outlet.shutdown();
  }

  /** Appenders use the logger's name as the name of the scope. */
  private static boolean isOwn(LogRecordData log) {
    String logger = log.getInstrumentationScopeInfo().getName();
    return OWN_LOGGERS.stream().anyMatch(logger::startsWith);
  }
}
