// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.schema.Catalogue;
import backbone.testkit.ElasticsearchSecurity.Login;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;

class SecuredServersIT {

  @Test
  void brokerTakesPasswordsAndCertificates_andNobodyElse() throws Exception {
    try (RealKafka kafka = RealKafka.secured()) {
      KafkaSecurity security = kafka.security();

      kafka.create(List.of(Catalogue.LOGS_RAW));

      assertThat(topics(security.certificateClient())).contains(Catalogue.LOGS_RAW.name());
      Map<String, Object> wrong = new HashMap<>(security.client());
      wrong.put("sasl.jaas.config", security.jaas("wrong"));
      assertThatThrownBy(() -> topics(wrong)).hasCauseInstanceOf(SaslAuthenticationException.class);
      Map<String, Object> anonymous = new HashMap<>(security.certificateClient());
      anonymous.remove("ssl.keystore.location");
      anonymous.remove("ssl.keystore.type");
      assertThatThrownBy(() -> topics(anonymous)).hasStackTraceContaining("Ssl");
    }
  }

  @Test
  void elasticsearchTakesPasswords_andNobodyElse() throws Exception {
    String role =
        "{\"cluster\": [],\n \"indices\": [{\"names\": [\"mine-*\"], \"privileges\": [\"all\"]}]}";
    try (RealElasticsearch node = RealElasticsearch.secured(Map.of("writer", role))) {
      ElasticsearchSecurity security = node.security();

      assertThat(security.ask("GET", "/_cluster/health", null).status()).isEqualTo(200);
      assertThat(security.ask("writer", "PUT", "/mine-1/_doc/1", "{}").status()).isEqualTo(201);
      assertThat(security.ask("writer", "PUT", "/other-1/_doc/1", "{}").status()).isEqualTo(403);
      Login wrong = new Login("writer", "wrong");
      assertThat(security.ask(wrong, "GET", "/mine-1/_doc/1", null).status()).isEqualTo(401);
    }
  }

  private static Set<String> topics(Map<String, Object> client) throws Exception {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("request.timeout.ms", "10000");
    settings.put("default.api.timeout.ms", "10000");
    try (Admin admin = Admin.create(settings)) {
      return admin.listTopics().names().get();
    }
  }
}
