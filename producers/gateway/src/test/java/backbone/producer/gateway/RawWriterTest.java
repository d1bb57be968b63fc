// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.producer.Delivery;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** What the gateway tells of Kafka. */
final class RawWriterTest {

  private static final Delivery IGNORED =
      new Delivery() {
        @Override
        public void acknowledged() {}

        @Override
        public void failed(Exception cause) {}
      };

  private final MockProducer<byte[], byte[]> kafka = Rig.producer(false);
  private long now = 11;
  private final RawWriter writer =
      new RawWriter(GatewayConfig.of(Rig.settings(Map.of())), () -> kafka, () -> now);

  @Test
  void isAway_whenNothingIsTakenWhileRequestsWait() {
    write();
    pass(5);
    assertThat(writer.fault()).isEmpty();
    pass(1);

    assertThat(writer.fault()).isEqualTo("it has taken nothing for 6 s while requests wait");
    assertThat(writer.stuck()).isEmpty();
    kafka.completeNext();
    assertThat(writer.fault()).isEmpty();
  }

  @Test
  void sendsOneRequestAtATime_whenSettingsSayOtherwise() {
    Map<String, String> asked = Map.of("kafka.max.in.flight.requests.per.connection", "5");

    assertThat(RawWriter.settings(GatewayConfig.of(Rig.settings(asked))))
        .containsEntry("max.in.flight.requests.per.connection", 1)
        .containsEntry("enable.idempotence", true);
  }

  @Test
  void isAwayForAWhileOnly_whenNobodyTriesAgain() {
    write();
    kafka.errorNext(new TimeoutException("away"));
    assertThat(writer.fault()).contains("away");
    pass(10);
    assertThat(writer.fault()).contains("away");
    pass(6);

    assertThat(writer.fault()).isEmpty();
  }

  @Test
  void isNotStuck_whileKafkaRefusesEverything() {
    for (int i = 0; i < 100; i++) {
      write();
      pass(5);
      kafka.errorNext(new TimeoutException("away"));
    }
    write();
    pass(60);

    assertThat(writer.stuck()).isEmpty();
  }

  @Test
  void isStuck_whenTheProducerTellsNothingLongAfterItsTime() {
    write();
    pass(65);
    assertThat(writer.stuck()).isEmpty();
    pass(1);

    assertThat(writer.stuck())
        .contains(
            "Kafka's producer has told nothing for 66 s while requests wait. Restart the gateway;"
                + " clients send again.");
  }

  private void write() {
    Envelope envelope = new Envelope(Signal.TRACES, false, new Entrance(Map.of()));
    writer.write(envelope, new byte[1], IGNORED);
  }

  private void pass(long seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }
}
