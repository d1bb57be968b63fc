// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogDocumentTest {

  @Test
  void writesEveryField_byItsIndexName() {
    assertThat(new String(LogDocument.json(Events.full()), UTF_8))
        .isEqualTo(
            "{\"@timestamp\":\"2023-11-14T22:13:20.123456789Z\","
                + "\"event.ingested\":\"2023-11-14T22:13:21.000Z\","
                + "\"message\":\"결제 failed for [email]\","
                + "\"log.level\":\"error\",\"event.severity\":17,"
                + "\"log.logger\":\"shop.Pay\",\"process.thread.name\":\"main\","
                + "\"service.name\":\"payment-service\",\"service.version\":\"2.4.1\","
                + "\"service.node.name\":\"payment-1\",\"host.name\":\"host-a\","
                + "\"container.id\":\"c0ffee\",\"log.file.path\":\"/var/log/payment.log\","
                + "\"log.offset\":1024,"
                + "\"trace.id\":\"0af7651916cd43dd8448eb211c80319c\","
                + "\"span.id\":\"b7ad6b7169203331\","
                + "\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\","
                + "\"span_id\":\"b7ad6b7169203331\","
                + "\"http.request.method\":\"POST\",\"url.path\":\"/pay\","
                + "\"http.response.status_code\":500,\"event.duration\":1500000000,"
                + "\"client.ip\":\"192.168.1.0\",\"user_agent.original\":\"curl/8\","
                + "\"error.type\":\"java.io.IOException\",\"error.message\":\"reset\","
                + "\"error.stack_trace\":"
                + "\"java.io.IOException: reset\\n\\tat shop.Pay.run(Pay.java:7)\","
                + "\"labels.env\":\"prod\",\"labels.region\":\"kr\",\"labels.team\":\"payments\","
                + "\"parse.format\":\"logback\",\"parse.status\":\"ok\","
                + "\"parse.flags\":[\"line-cut\"],\"parse.rules\":\"abc\","
                + "\"mask.counts\":{\"email\":1},\"origin.id\":\"k3f9:1:000000000400\","
                + "\"replay.id\":\"case-7\","
                + "\"attributes\":{\"order\":\"o-1\",\"attempt\":3,\"ratio\":0.5,\"last\":true,"
                + "\"blob\":\"aGk=\"}}");
  }

  @Test
  void leavesAbsentFieldsOut() {
    assertThat(new String(LogDocument.json(Events.bare("hi")), UTF_8))
        .isEqualTo(
            "{\"@timestamp\":\"1970-01-01T00:00:00.000000000Z\","
                + "\"event.ingested\":\"1970-01-01T00:00:00.000Z\",\"message\":\"hi\","
                + "\"labels.env\":\"\",\"labels.region\":\"\",\"labels.team\":\"default\","
                + "\"parse.format\":\"text\",\"parse.status\":\"text\",\"parse.rules\":\"\","
                + "\"origin.id\":\"k:0:000000000000\"}");
  }

  @Test
  void keepsTheFirstValue_whenAKeyComesTwice() {
    LogEvent event = Events.bare("hi");
    event.setAttributes(List.of(new Attribute("k", "first"), new Attribute("k", "second")));
    assertThat(new String(LogDocument.json(event), UTF_8))
        .contains("\"attributes\":{\"k\":\"first\"}");
  }

  /** Elasticsearch answers such a key with document_parsing_exception. */
  @Test
  void replacesTheNulCharacter_whenAKeyHoldsIt() {
    LogEvent event = Events.bare("hi");
    event.setAttributes(List.of(new Attribute("a\0b", "x"), new Attribute("a\uFFFDb", "y")));
    assertThat(new String(LogDocument.json(event), UTF_8))
        .contains("\"attributes\":{\"a\uFFFDb\":\"x\"}");
  }

  @Test
  void writesNumbersThatJsonLacks_asText() {
    LogEvent event = Events.bare("hi");
    event.setAttributes(List.of(new Attribute("ratio", Double.NaN)));
    assertThat(new String(LogDocument.json(event), UTF_8)).contains("{\"ratio\":\"NaN\"}");
  }
}
