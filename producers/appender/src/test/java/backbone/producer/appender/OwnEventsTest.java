// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.appender;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OwnEventsTest {

  private final OwnEvents own = new OwnEvents("telemetry-appender", "telemetry-appender-a1");

  @ParameterizedTest
  @CsvSource({
    "backbone.producer.Sender,main,true",
    "org.apache.kafka.clients.NetworkClient,kafka-producer-network-thread | telemetry-appender-a1,true",
    "org.apache.kafka.clients.producer.ProducerConfig,telemetry-appender,true",
    "org.apache.kafka.clients.producer.ProducerConfig,telemetry-sender,true",
    "org.apache.kafka.clients.NetworkClient,kafka-producer-network-thread | orders,false",
    "org.apache.kafka.clients.NetworkClient,main,false",
    "shop.Cart,telemetry-appender,false",
    ",main,false",
  })
  void tellsWhatIsAboutTheSendingItself(String logger, String thread, boolean expected) {
    assertThat(own.is(logger, thread)).isEqualTo(expected);
  }
}
