// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.store;

import backbone.console.search.BadQueryException;
import backbone.console.search.Limits;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Set;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.HttpAsyncResponseConsumerFactory.HeapBufferedResponseConsumerFactory;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/** Searches some indices of Elasticsearch; reads only. Safe for several threads. */
public final class Store implements AutoCloseable {

  /** An answer of 500 events with messages at their limit, or of 5,000 spans, stays below it. */
  private static final int ANSWER_BYTES_MAX = 32 * 1024 * 1024;

  private static final int CONNECT_TIMEOUT_MS = 2_000;
  private static final int SOCKET_TIMEOUT_MS = (int) Limits.SEARCH_TIMEOUT.toMillis() + 3_000;
  private static final Set<String> QUERY_FAULTS =
      Set.of("query_shard_exception", "illegal_argument_exception", "parse_exception");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final RequestOptions OPTIONS =
      RequestOptions.DEFAULT.toBuilder()
          .setHttpAsyncResponseConsumerFactory(
              new HeapBufferedResponseConsumerFactory(ANSWER_BYTES_MAX))
          .build();

  private final RestClient client;
  private final String hosts;
  private final String indices;

  /**
   * Makes a client; the first search connects.
   *
   * @param indices index pattern, such as {@code telemetry-logs-*}
   */
  public Store(StoreAccess access, String indices) {
    this.hosts = String.join(",", access.hosts());
    this.indices = indices;
    this.client = client(access);
  }

  private Store(Store other, String indices) {
    this.hosts = other.hosts;
    this.indices = indices;
    this.client = other.client;
  }

  private static RestClient client(StoreAccess access) {
    RestClientBuilder builder =
        RestClient.builder(access.hosts().stream().map(HttpHost::create).toArray(HttpHost[]::new))
            .setRequestConfigCallback(
                config ->
                    config
                        .setConnectTimeout(CONNECT_TIMEOUT_MS)
                        .setSocketTimeout(SOCKET_TIMEOUT_MS));
    access
        .authorization()
        .map(value -> new Header[] {new BasicHeader("Authorization", value)})
        .ifPresent(builder::setDefaultHeaders);
    access
        .tls()
        .ifPresent(tls -> builder.setHttpClientConfigCallback(http -> http.setSSLContext(tls)));
    return builder.build();
  }

  /** Other indices over the same connections; closing either closes both. */
  public Store over(String pattern) {
    return new Store(this, pattern);
  }

  /**
   * Runs one search.
   *
   * @throws StoreUnavailableException when Elasticsearch does not answer or is not ready
   * @throws BadQueryException when it refuses the query
   */
  public JsonNode search(ObjectNode body) {
    Request request = new Request("POST", "/" + indices + "/_search");
    request.addParameter("ignore_unavailable", "true");
    request.addParameter("allow_no_indices", "true");
    request.setOptions(OPTIONS);
    request.setJsonEntity(body.toString());
    try {
      Response response = client.performRequest(request);
      return whole(MAPPER.readTree(EntityUtils.toByteArray(response.getEntity())));
    } catch (ResponseException e) {
      throw refused(e);
    } catch (JsonProcessingException e) {
      throw unavailable("its answer is not JSON", e);
    } catch (IOException e) {
      throw unavailable(reason(e), e);
    }
  }

  /** Whether a search is answered now. */
  public boolean answers() {
    try {
      search(MAPPER.createObjectNode().put("size", 0).put("timeout", "1s"));
      return true;
    } catch (StoreUnavailableException | BadQueryException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * An answer of which nothing can be used becomes an error: "no events" would be wrong. Shards
   * that hold nothing in the range are skipped, so a query that is refused may fail in few of them.
   */
  private JsonNode whole(JsonNode answer) {
    JsonNode shards = answer.path("_shards");
    JsonNode reason = shards.at("/failures/0/reason");
    if (QUERY_FAULTS.contains(reason.path("type").asText())) {
      JsonNode inner = reason.at("/caused_by/reason");
      throw refused(inner.isTextual() ? inner : reason.path("reason"));
    }
    int failed = shards.path("failed").asInt();
    if (failed > 0 && failed >= shards.path("total").asInt()) {
      throw unavailable("all its shards of " + indices + " fail", null);
    }
    return answer;
  }

  private static BadQueryException refused(JsonNode reason) {
    String text = reason.asText("no reason given");
    return new BadQueryException(
        "Elasticsearch cannot run this query: "
            + (text.length() > 200 ? text.substring(0, 200) : text));
  }

  private RuntimeException refused(ResponseException e) {
    int status = e.getResponse().getStatusLine().getStatusCode();
    if (status == 401 || status == 403) {
      return unavailable(
          "it refuses the login with HTTP "
              + status
              + "; check console.elasticsearch.user, its password and its role",
          e);
    }
    if (status != 400) {
      return unavailable("it answers with HTTP " + status, e);
    }
    return refused(cause(e));
  }

  private static JsonNode cause(ResponseException e) {
    try {
      JsonNode error = MAPPER.readTree(EntityUtils.toByteArray(e.getResponse().getEntity()));
      JsonNode inner = error.at("/error/failed_shards/0/reason/caused_by/reason");
      return inner.isTextual() ? inner : error.at("/error/root_cause/0/reason");
    } catch (IOException unreadable) {
      return MissingNode.getInstance();
    }
  }

  private StoreUnavailableException unavailable(String reason, Throwable cause) {
    return new StoreUnavailableException(
        "Elasticsearch at %s cannot be searched (%s). Nothing is lost: events wait in Kafka until it is back."
            .formatted(hosts, reason),
        cause);
  }

  private static String reason(IOException e) {
    if (e instanceof ConnectException) {
      return "connection refused";
    }
    return e instanceof SocketTimeoutException
        ? "no answer within " + SOCKET_TIMEOUT_MS / 1000 + " s"
        : String.valueOf(e.getMessage());
  }
}
