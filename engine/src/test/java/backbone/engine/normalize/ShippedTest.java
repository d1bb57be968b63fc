// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static backbone.engine.normalize.Captured.attributes;
import static backbone.engine.normalize.Captured.time;
import static backbone.engine.normalize.Shipped.event;
import static backbone.engine.normalize.Shipped.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of other shippers: what the line says, and what the envelope says about it. */
class ShippedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '`',
      textBlock =
          """
          # record | format/status | time | level | service | host | logger | message
          filebeat-spring.json | spring-boot/ok | 2024-01-02T01:11:12.345Z | error | auth-service | web-1 | c.a.shop.LoginController | Bad token of [email]
          filebeat-multiline.json | logback/ok | 2024-01-02T01:11:12.345Z | error | order-service | web-1 | c.a.shop.Order | Order of [email] failed
          filebeat-decoded.json | json-ecs/ok | 2024-01-02T01:11:12.345Z | warn | payment-service | web-1 | c.a.shop.Payment | Card declined for [email]
          filebeat-decoded-below.json | json-pino/ok | 2024-01-02T01:11:12.345Z | error | - | api-5d9c7b-x2x | api | Refused [email]
          filebeat-kubernetes.json | json/ok | 2024-01-02T01:11:12.345Z | error | cart-service | node-1 | cart | No cart of [email]
          filebeat-syslog.json | json-ecs/ok | 2024-01-02T01:11:12.345Z | error | - | db-1 | - | Failed password for [email]
          filebeat-6.json | log4j/ok | 2024-01-02T01:11:12.345Z | warn | - | web-1 | c.a.shop.Order | Late order of [email]
          elastic-agent.json | access/ok | 2024-01-02T01:11:12Z | error | - | web-1 | - | 203.0.113.xxx - - [02/Jan/2024:10:11:12 +0900] "GET /login?user=kim HTTP/1.1" 500 612 "-" "curl/8.5.0"
          fluentbit-tail.json | spring-boot/ok | 2024-01-02T01:11:12.345Z | error | auth-service | - | c.a.shop.LoginController | Bad token of [email]
          fluentbit-kubernetes.json | json/ok | 2024-01-02T01:11:12.345Z | error | cart-service | node-1 | - | No cart of [email]
          fluentbit-merged.json | json/ok | 2024-01-02T01:11:12.345678Z | warn | cart-service | node-1 | - | No cart of [email]
          fluentbit-cri.json | fluent-bit/partial | 2024-01-02T01:11:12.345678901Z | - | - | - | - | the first half of a long line of [email]
          vector-file.json | spring-boot/ok | 2024-01-02T01:11:12.345Z | error | auth-service | web-1 | c.a.shop.LoginController | Bad token of [email]
          vector-kubernetes.json | json/ok | 2024-01-02T01:11:12.345678901Z | error | cart-service | node-1 | - | No cart of [email]
          vector-docker.json | logfmt/ok | 2024-01-02T01:11:12.345678901Z | warn | cart-service | node-1 | - | No cart of [email]
          vector-journald.json | vector/ok | 2024-01-02T01:11:12.345678Z | warn | - | web-1 | - | Worker of [email] gone
          logstash-json.json | spring-boot/ok | 2024-01-02T01:11:12.345Z | error | auth-service | web-1 | c.a.shop.LoginController | Bad token of [email]
          logstash-legacy.json | spring-boot/ok | 2024-01-02T01:11:12.345Z | error | auth-service | web-1 | c.a.shop.LoginController | Bad token of [email]
          logstash-grokked.json | logstash/ok | 2024-01-02T01:11:12.345Z | error | auth-service | web-1 | c.a.shop.LoginController | Bad token of [email]
          logstash-plain.txt | spring-boot/ok | 2024-01-02T01:11:12.345Z | error | auth-service | web-1 | c.a.shop.LoginController | Bad token of [email]
          logstash-plain-ecs.txt | logstash/text | 2024-01-02T01:11:13.000456Z | - | - | web-1 | - | Signed in [email]
          logstash-plain-nohost.txt | logstash/text | 2024-01-02T01:11:13Z | - | - | - | - | Signed in [email]
          rsyslog-forward.txt | syslog-3164/ok | 2024-01-02T01:11:12.345678Z | error | - | db-1 | - | Failed password for [email]
          rsyslog-forward-5424.txt | json/ok | 2024-01-02T01:11:12.345Z | warn | - | app-1 | - | Bad token of [email]
          rsyslog-file.txt | syslog-3164/ok | 2024-01-02T01:11:12.345678Z | - | - | db-1 | - | oom-killer took [email]
          rsyslog-traditional.txt | syslog-3164/ok | 2024-01-02T01:11:12Z | - | - | db-1 | - | Failed password for [email]
          rsyslog-5424.txt | syslog-5424/ok | 2024-01-02T01:11:12.345678Z | info | auth-service | db-1 | - | Failed password for [email]
          rsyslog-5424-json.txt | json/ok | 2024-01-02T01:11:12.345Z | error | auth-service | db-1 | - | Bad token of [email]
          rsyslog-json.json | rsyslog/ok | 2024-01-02T01:11:12.345678Z | error | - | db-1 | - | Failed password for [email]
          rsyslog-jsonmesg.json | rsyslog/ok | 2024-01-02T01:11:12.345678Z | error | sshd | db-1 | - | Failed password for [email]
          docker.json | spring-boot/ok | 2024-01-02T01:11:12.345Z | error | auth-service | - | c.a.shop.LoginController | Bad token of [email]
          cri-full.txt | json/ok | 2024-01-02T01:11:12.345Z | error | - | - | - | Bad token of [email]
          cri-partial.txt | cri/partial | 2024-01-02T01:11:12.345678901Z | - | - | - | - | the first half of a long line of [email]
          """)
  void readsLineAndEnvelope_whenShipperIsKnown(
      String record,
      String format,
      String time,
      String level,
      String service,
      String host,
      String logger,
      String message) {
    LogEvent event = shipped(record);

    assertThat(event.getParseFormat() + "/" + event.getParseStatus()).isEqualTo(format);
    assertThat(time(event)).isEqualTo(time);
    assertThat(event.getLevel()).isEqualTo(level);
    assertThat(event.getServiceName()).isEqualTo(service);
    assertThat(event.getHostName()).isEqualTo(host);
    assertThat(event.getLogger()).isEqualTo(logger);
    assertThat(event.getMessage()).isEqualTo(message);
    assertThat(event.toString()).doesNotContain("kim@", "203.0.113.42");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # record | file | offset | container | node | agent.type
          filebeat-spring.json | /var/log/shop/auth.log | 1761 | - | - | filebeat
          filebeat-kubernetes.json | /var/log/containers/cart-6b7-xyz_shop_cart-2f1e.log | 4711 | 2f1e8c | cart-6b7-xyz | filebeat
          filebeat-6.json | /var/log/shop/order.log | 1366406 | - | - | filebeat
          fluentbit-kubernetes.json | - | - | 2f1e8c | cart-6b7-xyz | fluent-bit
          vector-file.json | /var/log/shop/auth.log | 1761 | - | - | vector
          vector-kubernetes.json | /var/log/pods/shop_cart-6b7-xyz_a7174256/main/0.log | - | 2f1e8c | cart-6b7-xyz | vector
          vector-docker.json | - | - | 2f1e8c | - | vector
          logstash-json.json | /var/log/shop/auth.log | - | - | - | logstash
          logstash-legacy.json | /var/log/shop/auth.log | - | - | - | logstash
          logstash-plain.txt | - | - | - | - | logstash
          rsyslog-json.json | - | - | - | - | rsyslog
          docker.json | - | - | - | - | -
          """)
  void tellsWhereTheLineCameFrom_whenEnvelopeDoes(
      String record, String file, Long offset, String container, String node, String agent) {
    LogEvent event = shipped(record);

    assertThat(event.getFilePath()).isEqualTo(file);
    assertThat(event.getFileOffset()).isEqualTo(offset);
    assertThat(event.getContainerId()).isEqualTo(container);
    assertThat(event.getServiceNode()).isEqualTo(node);
    assertThat(attributes(event).get("agent.type")).isEqualTo(agent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filebeat-spring.json",
        "filebeat-decoded-below.json",
        "filebeat-kubernetes.json",
        "fluentbit-kubernetes.json",
        "fluentbit-merged.json",
        "vector-kubernetes.json",
        "logstash-json.json",
        "rsyslog-json.json",
        "rsyslog-jsonmesg.json"
      })
  void makesTheSameEvent_whateverTheOrderOfKeys(String record) {
    LogEvent event = shipped(record);
    List<String> members = Shipped.members(Shipped.text(record));
    Collections.reverse(members);

    LogEvent reversed = event("{" + String.join(",", members) + "}");

    assertThat(attributes(reversed)).containsExactlyInAnyOrderEntriesOf(attributes(event));
    reversed.setAttributes(event.getAttributes());
    assertThat(reversed).isEqualTo(event);
  }

  @Test
  void readsStackTrace_whenShipperJoinedTheLines() {
    LogEvent event = shipped("filebeat-multiline.json");

    assertThat(event.getErrorType()).isEqualTo("java.lang.IllegalStateException");
    assertThat(event.getErrorMessage()).isEqualTo("no stock");
    assertThat(event.getErrorStackTrace()).contains("Order.java:42", "Api.java:7");
  }

  @Test
  void readsIds_whenLineOrStructuredDataHasThem() {
    for (String record :
        List.of("filebeat-spring.json", "rsyslog-5424.txt", "docker.json", "logstash-plain.txt")) {
      LogEvent event = shipped(record);

      assertThat(event.getTraceId()).as(record).isEqualTo("803b448a0489f84084905d3093480352");
      assertThat(event.getSpanId()).as(record).isEqualTo("3425f23bb2432450");
    }
  }

  @Test
  void marksLine_whenRuntimeHasCutIt() {
    assertThat(shipped("cri-partial.txt").getParseFlags()).contains("line-partial");
    assertThat(shipped("fluentbit-cri.json").getParseFlags()).contains("line-partial");
    assertThat(shipped("cri-full.txt").getParseFlags()).doesNotContain("line-partial");
  }

  @Test
  void keepsWhatIsNotMapped_asAttributes() {
    assertThat(attributes(shipped("filebeat-kubernetes.json")))
        .containsEntry("kubernetes.namespace", "shop")
        .containsEntry("kubernetes.deployment.name", "cart")
        .containsEntry("container.runtime", "containerd")
        .containsEntry("stream", "stderr");
    assertThat(attributes(shipped("fluentbit-merged.json")))
        .containsEntry("cart", 17L)
        .doesNotContainKey("log");
    assertThat(attributes(shipped("logstash-json.json"))).doesNotContainKey("event.original");
    assertThat(attributes(shipped("filebeat-spring.json")))
        .containsEntry("tags", "[\"shop\",\"prod\"]")
        .containsEntry("service.name", "shop");
  }

  @Test
  void opensEnvelopesInEnvelopes_upToABound() {
    String line = Shipped.logs("{\"level\":\"error\",\"msg\":\"deep\"}", 3);
    String tooDeep = Shipped.logs(line, 5);

    assertThat(event(line).getMessage()).isEqualTo("deep");
    assertThat(event(tooDeep).getMessage()).startsWith("{\"log\"");
  }

  @Test
  void takesNoWordForAHost_whenTheLineMayBeAnyones() {
    for (String line :
        List.of(
            "2024-01-02T01:11:13.000Z Starting up now",
            "2024-01-02T01:11:13.000Z 0 [Other] ready",
            "2024-01-02T01:11:13.000Z pool-1-thread-2 ready",
            "2024-01-02T01:11:13Z web-1 ready",
            "2024-01-02T01:11:13.000Z\t8f5a-1 ready")) {
      LogEvent event = event(line);

      assertThat(event.getHostName()).as(line).isNull();
      assertThat(event.getMessage()).isEqualTo(line);
    }
  }

  @Test
  void leavesApplicationsAlone_whenTheyOnlyLookLikeShippers() {
    LogEvent event =
        event(
            "{\"level\":\"info\",\"msg\":\"m\",\"path\":\"/orders/7\",\"file\":\"/a/b.js\","
                + "\"offset\":7,\"source\":\"/x\",\"priority\":3,\"partial\":true}");

    assertThat(event.getFilePath()).isNull();
    assertThat(event.getParseFlags()).containsExactly("time-from-arrival");
    assertThat(event.getLevel()).isEqualTo("info");
    assertThat(attributes(event))
        .containsKeys("path", "file", "offset", "source", "priority", "partial");
  }
}
