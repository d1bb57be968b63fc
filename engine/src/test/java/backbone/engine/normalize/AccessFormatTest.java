// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static backbone.engine.normalize.Captured.attributes;
import static backbone.engine.normalize.Captured.one;
import static backbone.engine.normalize.Captured.time;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessFormatTest {

  @Test
  void readsAllFields_whenCombined() {
    LogEvent event =
        one(
            "83.149.9.216 - frank [17/May/2015:10:05:03 +0000] \"GET /a/b.png?q=1&r=2 HTTP/1.1\""
                + " 200 203023 \"http://acme.example/x\" \"Mozilla/5.0 (Macintosh)\" 0.123");

    assertThat(event.getParseFormat()).isEqualTo("access");
    assertThat(time(event)).isEqualTo("2015-05-17T10:05:03Z");
    assertThat(event.getClientIp()).isEqualTo("83.149.9.0");
    assertThat(event.getHttpMethod()).isEqualTo("GET");
    assertThat(event.getUrlPath()).isEqualTo("/a/b.png");
    assertThat(event.getHttpStatusCode()).isEqualTo(200);
    assertThat(event.getLevel()).isEqualTo("info");
    assertThat(event.getUserAgent()).isEqualTo("Mozilla/5.0 (Macintosh)");
    assertThat(event.getDurationNano()).isEqualTo(123_000_000L);
    assertThat(event.getMessage()).doesNotContain("83.149.9.216").contains("GET /a/b.png?q=1");
    assertThat(attributes(event))
        .containsEntry("user.name", "frank")
        .containsEntry("http.version", "1.1")
        .containsEntry("url.query", "q=1&r=2")
        .containsEntry("http.response.bytes", 203023L)
        .containsEntry("http.request.referrer", "http://acme.example/x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "NONE",
      textBlock =
          """
          `192.0.2.1 - - [01/Jan/2024:00:00:00 +0900] "GET / HTTP/1.0" 404 -` | GET | / | 404 | warn | NONE
          `192.0.2.1 - - [01/Jan/2024:00:00:00 +0900] "POST /x HTTP/2.0" 503 0 "-" "-" "-"` | POST | /x | 503 | error | NONE
          `192.0.2.1 - - [01/Jan/2024:00:00:00 +0900] "-" 408 -` | NONE | NONE | 408 | warn | NONE
          `192.0.2.1 - - [01/Jan/2024:00:00:00 +0900] "GET /q?a=\\"b\\" HTTP/1.1" 200 1 "-" "a \\"b\\" c"` | GET | /q | 200 | info | `a \\"b\\" c`
          `host.example - a b [01/Jan/2024:00:00:00 +0900] "GET http://h/p?z HTTP/1.1" 301 5` | GET | /p | 301 | info | NONE
          `shop.example:443 192.0.2.1 - - [01/Jan/2024:00:00:00 +0900] "GET /v HTTP/1.1" 200 5` | GET | /v | 200 | info | NONE
          `2001:db8::1 - - [01/Jan/2024:00:00:00 +0900] "GET /6 HTTP/1.1" 200 5` | GET | /6 | 200 | info | NONE
          """)
  void readsRequest_whenLineIsUnusual(
      String line, String method, String path, int status, String level, String agent) {
    LogEvent event = one(line);

    assertThat(event.getParseFormat()).isEqualTo("access");
    assertThat(time(event)).isEqualTo("2023-12-31T15:00:00Z");
    assertThat(event.getHttpMethod()).isEqualTo(method);
    assertThat(event.getUrlPath()).isEqualTo(path);
    assertThat(event.getHttpStatusCode()).isEqualTo(status);
    assertThat(event.getLevel()).isEqualTo(level);
    assertThat(event.getUserAgent()).isEqualTo(agent);
  }

  @Test
  void keepsHostNameAsAttribute_whenClientIsNoAddress() {
    LogEvent event =
        one("c1.example - - [01/Jan/2024:00:00:00 +0900] \"GET / HTTP/1.1\" 200 5 rt=0.25");

    assertThat(event.getClientIp()).isNull();
    assertThat(attributes(event)).containsEntry("client.address", "c1.example");
    assertThat(event.getDurationNano()).isEqualTo(250_000_000L);
  }

  @Test
  void findsTraceId_whenItFollowsTheLine() {
    LogEvent event =
        one(
            "192.0.2.1 - - [01/Jan/2024:00:00:00 +0900] \"GET / HTTP/1.1\" 200 5 \"-\" \"x\" 0.010"
                + " trace_id=4bf92f3577b34da6a3ce929d0e0e4736");

    assertThat(event.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(event.getDurationNano()).isEqualTo(10_000_000L);
  }
}
