// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.sink.Outcome;
import backbone.sink.TargetFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers that a real Elasticsearch 8.19 gave to each fault. */
final class ErrorTableTest {

  @ParameterizedTest
  @CsvSource({
    "201,,WRITTEN",
    "200,,WRITTEN",
    "409,version_conflict_engine_exception,WRITTEN",
    "400,document_parsing_exception,DEAD",
    "400,strict_dynamic_mapping_exception,DEAD",
    "400,index_closed_exception,OPERATOR",
    "400,validation_exception,OPERATOR",
    "403,cluster_block_exception,OPERATOR",
    "403,security_exception,OPERATOR",
    "404,index_not_found_exception,OPERATOR",
    "429,cluster_block_exception,OPERATOR",
    "429,es_rejected_execution_exception,PASSING",
    "503,unavailable_shards_exception,PASSING",
    "500,,PASSING",
    "400,illegal_argument_exception,DOUBTFUL",
    "400,,DOUBTFUL",
  })
  void judgesAnItem(int status, String type, String expected) {
    assertThat(name(ErrorTable.item(new BulkAnswer.Item(status, type), "an-index")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "400,REFUSED", "413,REFUSED", "401,OPERATOR", "403,OPERATOR", "404,OPERATOR", "302,OPERATOR",
    "408,PASSING", "429,PASSING", "500,PASSING", "502,PASSING", "503,PASSING", "504,PASSING",
  })
  void judgesARequest(int status, TargetFault.Kind expected) {
    assertThat(ErrorTable.request("A bulk request", status, "t").kind()).isEqualTo(expected);
  }

  @Test
  void namesTheIndexAndTheRemedy() {
    Outcome outcome =
        ErrorTable.item(new BulkAnswer.Item(400, "index_closed_exception"), "telemetry-logs-a-b");
    assertThat(((Outcome.Again) outcome).reason())
        .isEqualTo(
            "telemetry-logs-a-b answers 400 index_closed_exception: the index is closed; open it");
  }

  private static String name(Outcome outcome) {
    if (outcome instanceof Outcome.Again again) {
      return again.fault().name();
    }
    return outcome instanceof Outcome.Dead ? "DEAD" : "WRITTEN";
  }
}
