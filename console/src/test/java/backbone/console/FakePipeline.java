// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.console.pipeline.PipelineFacts;
import backbone.console.pipeline.PipelineSource;
import java.util.Map;

/** Jobs whose numbers add up, and a few dead letters. */
final class FakePipeline implements PipelineSource {

  static final String METRICS =
      """
      # TYPE telemetry_ledger_records gauge
      telemetry_ledger_records{fate="received",job="normalize-logs"} 5100.0
      telemetry_ledger_records{fate="unrolled",job="normalize-logs"} 5092.0
      telemetry_ledger_records{fate="dead",job="normalize-logs"} 3.0
      telemetry_ledger_records{fate="repeat",job="normalize-logs"} 5.0
      telemetry_ledger_items{fate="received",job="normalize-logs"} 5092.0
      telemetry_ledger_items{fate="emitted",job="normalize-logs"} 5080.0
      telemetry_ledger_items{fate="dropped-too-large",job="normalize-logs"} 12.0
      telemetry_ledger_residue{job="normalize-logs"} 0.0
      telemetry_lag_seconds{job="normalize-logs",topic="telemetry.logs.raw"} 0.4
      telemetry_ledger_items{fate="received",job="sample-traces"} 90210.0
      telemetry_ledger_items{fate="emitted",job="sample-traces"} 9200.0
      telemetry_ledger_items{fate="sampled-out",job="sample-traces"} 80900.0
      telemetry_ledger_items{fate="open",job="sample-traces"} 110.0
      telemetry_ledger_residue{job="sample-traces"} 0.0
      """;

  @Override
  public PipelineFacts read() {
    return PipelineFacts.of(
        METRICS,
        Map.of("telemetry.logs.dead", 3L, "telemetry.spans.dead", 0L, "telemetry.sinks.dead", 1L));
  }

  @Override
  public void close() {}
}
