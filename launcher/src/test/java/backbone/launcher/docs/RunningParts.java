// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import backbone.launcher.Declared;
import backbone.launcher.docs.RecordedMetrics.Metric;
import backbone.producer.otel.KafkaLogRecordExporter;
import backbone.producer.otel.KafkaSpanExporter;
import backbone.service.PartFactory;
import backbone.service.Settings;
import backbone.streams.JobsConfig;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** Every part, made from the least that it needs and never started, and what it registered. */
final class RunningParts {

  /** Begins the names of the parts that are jobs. */
  static final String JOB = "Job ";

  private static final String NOWHERE = "127.0.0.1:1";

  /** Open settings, and those whose default is of the built program. */
  private static final Map<String, String> GIVEN =
      Map.of(
          "kafka.bootstrap.servers",
          NOWHERE,
          "shipper.inputs.0.paths.0",
          "/var/log/*.log",
          "connect.plugins.dir",
          Pages.ROOT.resolve("docs").toString());

  private RunningParts() {}

  /** Metrics by the heading that they stand under. */
  static Map<String, Map<String, Metric>> metrics() throws Exception {
    Map<String, Map<String, Metric>> metrics = new LinkedHashMap<>();
    for (PartFactory part : Declared.parts()) {
      if (part.name().equals("jobs")) {
        for (String job : JobsConfig.ONLY_DEFAULT.split(",", -1)) {
          metrics.put(JOB + "`" + job + "`", metrics(part, Map.of(JobsConfig.ONLY_CONFIG, job)));
        }
      } else {
        metrics.put("Part `" + part.name() + "`", metrics(part, Map.of()));
      }
    }
    metrics.put("Exporters for the OpenTelemetry SDK (`producers/otel`)", exporters());
    return metrics;
  }

  private static Map<String, Metric> metrics(PartFactory part, Map<String, String> more) {
    Map<String, String> given = new HashMap<>(more);
    GIVEN.forEach(
        (key, value) -> {
          if (part.config().names().contains(key)
              || part.prefixes().stream().anyMatch(key::startsWith)) {
            given.put(key, value);
          }
        });
    for (ConfigKey key : part.all().configKeys().values()) {
      if (!key.hasDefault()) {
        given.put(
            key.name, key.name.matches(".*(url|hosts).*") ? "http://" + NOWHERE : "target/none");
      }
    }
    RecordedMetrics metrics = new RecordedMetrics();
    var unused = part.create(Settings.load(part, null, Map.of(), given), metrics);
    return metrics.metrics();
  }

  private static Map<String, Metric> exporters() {
    RecordedMetrics metrics = new RecordedMetrics();
    KafkaSpanExporter.builder().bootstrapServers(NOWHERE).metrics(metrics).build().close();
    KafkaLogRecordExporter.builder().bootstrapServers(NOWHERE).metrics(metrics).build().close();
    return metrics.metrics();
  }
}
