// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;
import org.apache.http.HttpHost;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.RestClient;

/**
 * Keeps the indices within their share of {@code --disk}: when they outgrow it, what was ingested
 * first goes first, whatever day it tells of. An index that holds nothing younger goes whole; of
 * others the oldest documents are removed.
 */
final class DiskCap implements AutoCloseable {

  private static final String INDICES = "telemetry-*";

  /** Removed down to this part of the budget, so that not every tick has to. */
  private static final double TARGET = 0.85;

  private static final int PAGE = 2_000;
  private static final int PAGES_MAX = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RestClient client;
  private final long budgetBytes;
  private final Consumer<String> say;

  DiskCap(String url, long budgetBytes, Consumer<String> say) {
    this.client = RestClient.builder(HttpHost.create(URI.create(url).toString())).build();
    this.budgetBytes = budgetBytes;
    this.say = say;
  }

  /** Looks once and removes what is too much. */
  void enforce() throws IOException {
    Held held = held();
    if (held.bytes() <= budgetBytes) {
      return;
    }
    if (held.liveBytes() <= budgetBytes) {
      // What was removed takes its place until it is merged away; removing more frees none of it.
      if (!held.merging()) {
        expunge();
      }
      return;
    }
    double share = 1 - budgetBytes * TARGET / held.liveBytes();
    long cut = ingestedBefore(share);
    if (cut <= 0) {
      return;
    }
    int whole = removeWholeIndices(cut);
    long documents = removeDocuments(cut);
    say.accept(
        "disk: indices take "
            + ByteSize.show(held.bytes())
            + " of "
            + ByteSize.show(budgetBytes)
            + "; removed "
            + whole
            + " indices and "
            + documents
            + " documents, the oldest ingested first. Raise --disk to keep more.");
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  /**
   * What the indices take.
   *
   * @param liveBytes the same without the share of removed documents
   */
  private record Held(long bytes, long liveBytes, boolean merging) {}

  private Held held() throws IOException {
    JsonNode total = get("/" + INDICES + "/_stats/store,docs,merge").path("_all").path("total");
    long bytes = total.path("store").path("size_in_bytes").asLong();
    double live = total.path("docs").path("count").asDouble();
    double all = live + total.path("docs").path("deleted").asDouble();
    long liveBytes = all == 0 ? bytes : (long) (bytes * (live / all));
    return new Held(bytes, liveBytes, total.path("merges").path("current").asLong() > 0);
  }

  /** Does not wait: it may take longer than any answer is waited for. */
  private void expunge() throws IOException {
    post("/" + INDICES + "/_forcemerge?only_expunge_deletes=true&wait_for_completion=false", null);
  }

  /**
   * The arrival time below which the given share of all documents lies; milliseconds since 1970.
   */
  private long ingestedBefore(double share) throws IOException {
    JsonNode answer =
        post(
            "/" + INDICES + "/_search?size=0",
            """
            {"aggs":{"cut":{"percentiles":{"field":"event.ingested","percents":[%s]}}}}
            """
                .formatted(share * 100));
    JsonNode values = answer.path("aggregations").path("cut").path("values");
    return values.isEmpty() ? 0 : (long) values.elements().next().asDouble();
  }

  private int removeWholeIndices(long cut) throws IOException {
    JsonNode answer =
        post(
            "/" + INDICES + "/_search?size=0",
            """
            {"aggs":{"index":{"terms":{"field":"_index","size":1000},
             "aggs":{"last":{"max":{"field":"event.ingested"}}}}}}
            """);
    int removed = 0;
    for (JsonNode bucket : answer.path("aggregations").path("index").path("buckets")) {
      if (bucket.path("last").path("value").asDouble(Double.MAX_VALUE) <= cut) {
        client.performRequest(new Request("DELETE", "/" + bucket.path("key").asText()));
        removed++;
      }
    }
    return removed;
  }

  private long removeDocuments(long cut) throws IOException {
    long removed = 0;
    for (int page = 0; page < PAGES_MAX; page++) {
      JsonNode hits =
          post(
                  "/" + INDICES + "/_search",
                  """
                  {"size":%d,"_source":false,"sort":[{"event.ingested":"asc"}],
                   "query":{"range":{"event.ingested":{"lte":%d,"format":"epoch_millis"}}}}
                  """
                      .formatted(PAGE, cut))
              .path("hits")
              .path("hits");
      if (hits.isEmpty()) {
        break;
      }
      removed += removePage(hits);
    }
    if (removed > 0) {
      expunge();
    }
    return removed;
  }

  private int removePage(JsonNode hits) throws IOException {
    StringBuilder bulk = new StringBuilder();
    for (JsonNode hit : hits) {
      bulk.append("{\"delete\":{\"_index\":")
          .append(hit.path("_index"))
          .append(",\"_id\":")
          .append(hit.path("_id"))
          .append("}}\n");
    }
    post("/_bulk?refresh=true&filter_path=errors", bulk.toString());
    return hits.size();
  }

  private JsonNode get(String path) throws IOException {
    return read(client.performRequest(new Request("GET", path)));
  }

  private JsonNode post(String path, String body) throws IOException {
    Request request = new Request("POST", path);
    if (body != null) {
      request.setJsonEntity(body);
    }
    return read(client.performRequest(request));
  }

  private static JsonNode read(Response response) throws IOException {
    try (var body = response.getEntity().getContent()) {
      return JSON.readTree(body);
    }
  }
}
