// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.AvroCodec;
import backbone.schema.Catalogue;
import backbone.schema.LogEvent;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class RealServersIT {

  @Test
  void brokerKeepsTopics_whenKilled() throws Exception {
    try (RealKafka kafka = RealKafka.started()) {
      kafka.create(List.of(Catalogue.LOGS_RAW));
      kafka.kill();
      kafka.start();
      try (Admin admin = Admin.create(kafka.client())) {
        assertThat(admin.listTopics().names().get()).contains(Catalogue.LOGS_RAW.name());
      }
    }
  }

  @Test
  void registryKeepsIds_whenKilledRightAfterTheAnswer() throws Exception {
    try (RealRegistry registry = RealRegistry.started()) {
      String subject = AvroCodec.subject(Catalogue.LOGS_NORMALIZED.name());
      int before = registry.client().register(subject, LogEvent.getClassSchema());
      registry.kill();
      registry.start();
      assertThat(registry.client().idOf(subject, LogEvent.getClassSchema())).isEqualTo(before);
    }
  }
}
