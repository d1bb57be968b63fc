// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextQueryTest {

  @Test
  void looksInTextAndIdentities_whenPlainWord() {
    assertThat(filter("bad-token"))
        .isEqualTo(
            "[{'multi_match':{'query':'bad-token','type':'phrase','lenient':true,"
                + "'fields':['message','error.message','error.stack_trace','error.type',"
                + "'service.name','trace.id','span.id','http.response.status_code']}}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "결제 | message | *결제*",
        "결제* | message | *결제*",
        "\"결제 실패\" | message.raw | *결제 실패*",
        "결제-01 | message.raw | *결제-01*",
        "Time* | message | time*",
        "*Exception | message | *exception",
        "/api/*/Pay | message.raw | */api/*/pay*",
        "\"결제 5*\" | message.raw | *결제 5\\\\**",
      })
  void scansTokensOrLines_whenWildcardOrHangul(String text, String field, String pattern) {
    assertThat(filter(text))
        .isEqualTo("[{'wildcard':{'" + field + "':{'value':'" + pattern + "'}}}]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "service:auth-service | {'term':{'service.name':{'value':'auth-service'}}}",
        "service.name:auth* | {'wildcard':{'service.name':{'value':'auth*'}}}",
        "level:ERROR | {'term':{'log.level':{'value':'error'}}}",
        "status:500 | {'term':{'http.response.status_code':{'value':500}}}",
        "status:5xx | {'range':{'http.response.status_code':{'gte':500,'lt':600}}}",
        "status:>=400 | {'range':{'http.response.status_code':{'gte':400}}}",
        "file:/var/a.log | {'term':{'log.file.path':{'value':'/var/a.log'}}}",
        "file:a.log | {'bool':{'should':[{'term':{'log.file.path':{'value':'a.log'}}},{'wildcard':{'log.file.path':{'value':'*/a.log'}}}]}}",
        "path:\"/a?b*\" | {'term':{'url.path':{'value':'/a?b*'}}}",
      })
  void asksExactly_whenFieldIsNamed(String text, String clause) {
    assertThat(filter(text)).isEqualTo("[" + clause + "]");
  }

  @Test
  void excludes_whenMinus() {
    ArrayNode filter = JsonNodeFactory.instance.arrayNode();
    ArrayNode mustNot = JsonNodeFactory.instance.arrayNode();
    TextQuery.add("-level:debug", filter, mustNot);
    assertThat(filter).isEmpty();
    assertThat(mustNot.toString()).isEqualTo("[{\"term\":{\"log.level\":{\"value\":\"debug\"}}}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*", "a*", "**x**", "service:*", "a*b*c*d*e*f*", "status:abc", "status:999"})
  void refuses_whenTooWideOrMeaningless(String text) {
    assertThatThrownBy(() -> filter(text)).isInstanceOf(BadQueryException.class);
  }

  @Test
  void refuses_whenManyTermsScanTheIndex() {
    assertThatThrownBy(() -> filter("가나 다라 마바 사아 자차 카타 파하"))
        .hasMessageStartingWith("7 terms have wildcards or Hangul, 6 are allowed.");
  }

  @Test
  void marksWordsWithoutWildcardsAndFields() {
    assertThat(TextQuery.marks("to*n \"log in\" -x level:error"))
        .containsExactly("to", "n", "log in");
  }

  private static String filter(String text) {
    ArrayNode filter = JsonNodeFactory.instance.arrayNode();
    TextQuery.add(text, filter, JsonNodeFactory.instance.arrayNode());
    return filter.toString().replace('"', '\'');
  }
}
