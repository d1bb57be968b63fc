// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.testkit.Eventually;
import backbone.testkit.RealKafka;
import backbone.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An instance that scrapes reach and Kafka does not shows no totals, though it has committed all
 * that it has read: they may be another's by now.
 */
class MetricsCutOffIT {

  private static final int RECORDS = 200;
  private static final int PARTITIONS = 2;

  @Test
  void showsNothing_whileKafkaDoesNotAnswer(@TempDir Path folder) throws Exception {
    Random random = new Random(Seeds.all().findFirst().orElseThrow());
    try (RealKafka kafka = RealKafka.started();
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      MetricsKillIT.create(kafka, "cut", PARTITIONS);
      Traffic traffic = new Traffic(producer, "cut", PARTITIONS, random);
      traffic.send(RECORDS);
      try (MetricsProcess metrics = MetricsProcess.start(kafka.bootstrap(), "cut", folder)) {
        Eventually.await("the totals", () -> missing(traffic, metrics).isEmpty());
        signal("STOP", kafka);
        try {
          Eventually.await("no totals", () -> metrics.scrape().isEmpty());
          assertThat(metrics.openMetrics()).as("it answers still").isNotEmpty();
        } finally {
          signal("CONT", kafka);
        }
        Eventually.await("the same totals", () -> missing(traffic, metrics).isEmpty());
      }
    }
  }

  private static Map<String, Double> missing(Traffic traffic, MetricsProcess metrics)
      throws InterruptedException {
    Map<String, Double> missing = new TreeMap<>(traffic.truth);
    for (String line : metrics.scrape()) {
      int value = line.lastIndexOf(' ');
      missing.remove(line.substring(0, value), Double.valueOf(line.substring(value + 1)));
    }
    return missing;
  }

  private static void signal(String name, RealKafka kafka)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(kafka.pid())).start().waitFor();
  }
}
