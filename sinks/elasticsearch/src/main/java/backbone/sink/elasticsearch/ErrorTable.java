// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.sink.Outcome;
import backbone.sink.Outcome.Fault;
import backbone.sink.TargetFault;
import java.util.Map;
import java.util.Set;

/**
 * What Elasticsearch's answers mean. Made from answers of a real 8.19 to each fault: the same
 * status can be the record's fault or the operator's, so the error type decides. Its error reasons
 * quote values of the document and are never used.
 */
final class ErrorTable {

  private static final Set<String> RECORD =
      Set.of(
          "document_parsing_exception",
          "mapper_parsing_exception",
          "strict_dynamic_mapping_exception",
          "x_content_parse_exception",
          "parsing_exception",
          "parse_exception");

  private static final Map<String, String> OPERATOR =
      Map.of(
          "index_closed_exception", "the index is closed; open it",
          "index_not_found_exception",
              "the index is missing and may not be created; allow action.auto_create_index",
          "cluster_block_exception",
              "the index or cluster takes no writes; look for a write block or a full disk",
          "validation_exception",
              "the index cannot be created; the cluster may have reached cluster.max_shards_per_node",
          "security_exception", "access is refused; give the user create and auto_configure rights",
          "invalid_index_name_exception",
              "the index name is refused; check elasticsearch.index.prefix");

  private ErrorTable() {}

  /** Fate of one document. One that is there already, or newer, was written by us before. */
  static Outcome item(BulkAnswer.Item item, String index) {
    int status = item.status();
    String type = item.type() == null ? "unknown" : item.type();
    String reason = index + " answers " + status + " " + type;
    if (status / 100 == 2 || status == 409) {
      return Outcome.WRITTEN;
    }
    if (OPERATOR.containsKey(type)) {
      return new Outcome.Again(Fault.OPERATOR, reason + ": " + OPERATOR.get(type));
    }
    if (status == 408 || status == 429 || status / 100 == 5) {
      return new Outcome.Again(Fault.PASSING, reason);
    }
    if (status == 401 || status == 403 || status == 404) {
      return new Outcome.Again(Fault.OPERATOR, reason);
    }
    if (RECORD.contains(type)) {
      return new Outcome.Dead(type, index + " cannot take the document");
    }
    return new Outcome.Again(Fault.DOUBTFUL, reason);
  }

  /** Meaning of an HTTP status other than 2xx for a whole request. */
  static TargetFault request(String what, int status, String type) {
    String reason = what + " is answered with HTTP " + status + " " + type;
    if (status == 400) {
      return TargetFault.refused(type, reason);
    }
    if (status == 413) {
      return TargetFault.refused(
          "too-large", reason + "; Elasticsearch's limit is http.max_content_length");
    }
    if (status == 408 || status == 429 || status / 100 == 5) {
      return TargetFault.passing(reason);
    }
    return TargetFault.operator(
        reason + "; check elasticsearch.hosts and the access rights of elasticsearch.user");
  }
}
