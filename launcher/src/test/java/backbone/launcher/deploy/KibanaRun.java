// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import backbone.launcher.deploy.KibanaObjects.Question;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks Elasticsearch what Kibana would ask it for its saved searches and pictures. */
public final class KibanaRun {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SearchApi elasticsearch;

  /**
   * Makes one.
   *
   * @param elasticsearch base URL
   */
  public KibanaRun(String elasticsearch) {
    this.elasticsearch = new SearchApi(elasticsearch);
  }

  /** The saved objects that would be empty now. */
  public List<String> empty() throws IOException, InterruptedException {
    List<String> empty = new ArrayList<>();
    for (Question question : KibanaObjects.of(Deployment.ours()).questions()) {
      ObjectNode target = JSON.createObjectNode();
      target.putArray("metrics").addObject().put("id", "count").put("type", "count");
      ArrayNode groups = target.putArray("bucketAggs");
      for (String field : question.groups()) {
        String type = field.equals("@timestamp") ? "date_histogram" : "terms";
        ObjectNode group = groups.addObject().put("id", field).put("type", type);
        group.put("field", field).putObject("settings").put("interval", "1h");
      }
      if (!elasticsearch.has(question.index(), lucene(question.kql()), target)) {
        empty.add("Kibana, " + question.where());
      }
    }
    return empty;
  }

  /** Kibana's language as Lucene's, as far as the two differ in what is used here. */
  static String lucene(String kql) {
    return kql.isEmpty()
        ? "*"
        : kql.replaceAll("\\s*:\\s*", ":")
            .replaceAll("\\s*([<>]=?)\\s*", ":$1")
            .replace(" and ", " AND ")
            .replace(" or ", " OR ")
            .replaceAll("\\bnot ", "NOT ");
  }
}
