// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.sink.TargetFault;
import org.junit.jupiter.api.Test;

final class BulkAnswerTest {

  @Test
  void readsStatusAndTypeInOrder() throws Exception {
    String answer =
        """
        {"errors":true,"items":[{"create":{"status":201}},
         {"create":{"error":{"type":"document_parsing_exception"},"status":400}}]}
        """;
    assertThat(BulkAnswer.items(answer.getBytes(UTF_8), 2))
        .containsExactly(
            new BulkAnswer.Item(201, null), new BulkAnswer.Item(400, "document_parsing_exception"));
  }

  @Test
  void believesStatuses_whateverErrorsSays() throws Exception {
    assertThat(
            BulkAnswer.items(
                "{\"errors\":false,\"items\":[{\"create\":{\"status\":429}}]}".getBytes(UTF_8), 1))
        .containsExactly(new BulkAnswer.Item(429, null));
  }

  @Test
  void refusesAnAnswerToAnotherNumberOfDocuments() {
    assertThatThrownBy(
            () ->
                BulkAnswer.items("{\"items\":[{\"create\":{\"status\":201}}]}".getBytes(UTF_8), 2))
        .isInstanceOf(TargetFault.class)
        .hasMessage("the answer to a bulk request has 1 items for 2 documents");
  }

  @Test
  void refusesHtmlAndCutAnswers() {
    for (String answer : new String[] {"<html>", "{\"items\":[{\"create\":{\"sta", ""}) {
      assertThatThrownBy(() -> BulkAnswer.items(answer.getBytes(UTF_8), 1))
          .isInstanceOf(TargetFault.class);
    }
  }

  @Test
  void readsTheTypeOfAFailedRequest() {
    byte[] answer = "{\"error\":{\"type\":\"parse_exception\"}}".getBytes(UTF_8);
    assertThat(BulkAnswer.errorType(answer)).isEqualTo("parse_exception");
    assertThat(BulkAnswer.errorType("<html>".getBytes(UTF_8))).isEqualTo("unknown");
  }
}
