// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.AvroCodec;
import backbone.schema.Catalogue;
import backbone.schema.Decision;
import backbone.testkit.RealKafka;
import backbone.testkit.RealRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Looking up decisions in a real broker with a real registry. */
final class KafkaDecisionsIT {

  private static final String TOPIC = Catalogue.SAMPLING_DECISIONS.name();
  private static final Instant DECIDED = Instant.parse("2026-11-23T14:00:10Z");
  private static final int OTHERS = 500;

  @Test
  void tellsWhatWasDecided() throws Exception {
    try (RealKafka kafka = RealKafka.started();
        RealRegistry registry = RealRegistry.started()) {
      registry.registerCatalogue();
      try (Decisions none = decisions(kafka, registry)) {
        assertThat(none.find(id(1), Optional.empty()))
            .isInstanceOfSatisfying(
                Fate.Unknown.class, u -> assertThat(u.reason()).contains("missing"));
      }
      kafka.create(List.of(Catalogue.SAMPLING_DECISIONS));
      Instant before = Instant.now();
      write(kafka, registry);
      try (Decisions decisions = decisions(kafka, registry)) {
        assertThat(decisions.find(id(1), Optional.empty()))
            .isEqualTo(new Fate.Dropped("ten-percent", DECIDED));
        assertThat(decisions.find(id(2), Optional.of(before)))
            .isEqualTo(new Fate.Kept("errors", DECIDED));
        assertThat(decisions.find(id(2), Optional.of(before.plusSeconds(3600))))
            .isEqualTo(new Fate.Kept("errors", DECIDED));
        assertThat(decisions.find(id(9_999), Optional.empty()))
            .isInstanceOfSatisfying(
                Fate.Undecided.class,
                u -> {
                  assertThat(u.waitSeconds()).isEqualTo(7);
                  assertThat(u.since()).isAfter(before.minusSeconds(5));
                });
      }
    }
  }

  private static Decisions decisions(RealKafka kafka, RealRegistry registry) {
    return new KafkaDecisions(kafka.client(), TOPIC, Optional.of(registry.client()));
  }

  private static void write(RealKafka kafka, RealRegistry registry) {
    AvroCodec<Decision> codec = AvroCodec.decisions(registry.client(), TOPIC);
    try (var producer =
        new KafkaProducer<>(kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int n = 1; n <= OTHERS; n++) {
        Decision decision = new Decision();
        decision.setTraceId(id(n));
        decision.setKeep(n == 2);
        decision.setPolicy(n == 2 ? "errors" : "ten-percent");
        decision.setThreshold("");
        decision.setTeam("shop");
        decision.setEnv("prod");
        decision.setRegion("kr");
        decision.setRulesVersion("r1");
        decision.setFirstArrivalUnixMilli(DECIDED.minusSeconds(7).toEpochMilli());
        decision.setDecidedUnixMilli(DECIDED.toEpochMilli());
        var unused =
            producer.send(
                new ProducerRecord<>(TOPIC, id(n).getBytes(US_ASCII), codec.encode(decision)));
      }
    }
  }

  private static String id(int n) {
    return "%032x".formatted(n);
  }
}
