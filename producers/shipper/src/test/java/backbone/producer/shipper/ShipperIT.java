// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.Catalogue;
import backbone.service.Health;
import backbone.service.Part;
import backbone.service.Settings;
import backbone.testkit.Eventually;
import backbone.testkit.RealKafka;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShipperIT {

  private static final int LINES = 2000;

  @TempDir Path folder;

  @Test
  void losesNothing_whenBrokerIsKilledAndShipperStartsAgain() throws Exception {
    Path file = folder.resolve("a.log");
    List<String> written = new ArrayList<>();
    try (RealKafka kafka = RealKafka.started()) {
      kafka.create(List.of(Catalogue.LOGS_RAW));
      Part first = started(kafka);
      append(file, written);
      Eventually.await("first lines shipped", () -> drained(first, file));
      assertThat((Long) first.health().facts().get("lastAckAgeMs")).isBetween(0L, 60_000L);
      kafka.kill();
      append(file, written);
      assertThat(first.stuck()).isEmpty();
      first.close();
      append(file, written);
      Part second = started(kafka);
      kafka.start();
      append(file, written);

      Eventually.await("all lines shipped", () -> drained(second, file));
      second.close();

      Reader reader = Reader.of(RawTopic.records(kafka, Map.of()));
      assertThat(reader.faults).isEmpty();
      assertThat(reader.lines).containsExactlyElementsOf(written);
    }
  }

  private Part started(RealKafka kafka) throws Exception {
    Map<String, String> flags = new HashMap<>();
    flags.put("shipper.inputs.0.paths.0", folder + "/*.log");
    flags.put("shipper.state.dir", folder.resolve("state").toString());
    flags.put("kafka.bootstrap.servers", kafka.bootstrap());
    ShipperPart factory = new ShipperPart();
    Settings settings = Settings.load(factory, null, Map.of(), flags);
    Part part = factory.create(settings, new PrometheusRegistry());
    part.start();
    return part;
  }

  private static boolean drained(Part part, Path file) throws IOException {
    Health health = part.health();
    return health.state() == Health.State.HEALTHY
        && Files.size(file) > 0
        && Integer.valueOf(1).equals(health.facts().get("files"))
        && Long.valueOf(0).equals(health.facts().get("backlogBytes"));
  }

  private static void append(Path file, List<String> written) throws IOException {
    List<String> more =
        IntStream.range(written.size(), written.size() + LINES)
            .mapToObj(i -> "line " + i + " 결제")
            .toList();
    Files.write(file, more, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    written.addAll(more);
  }
}
