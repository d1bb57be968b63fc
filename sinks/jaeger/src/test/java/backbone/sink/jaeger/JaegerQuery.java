// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.jaeger;

import backbone.schema.otlp.OtlpJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/** Asks a real Jaeger what it holds. */
final class JaegerQuery {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;

  JaegerQuery(String url) {
    this.url = url;
  }

  /**
   * A trace by version 3 of the query API, which answers in OTLP: the older one has times in
   * microseconds and no word for some types.
   */
  ExportTraceServiceRequest trace(String traceId) {
    JsonNode answer = get("/api/v3/traces/" + traceId);
    return OtlpJson.traces(answer.path("result").toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Ids of all traces with a span of a service. */
  Set<String> traceIds(String service, int limit) {
    String query =
        "/api/traces?lookback=custom&start=0&end=9000000000000000&limit="
            + limit
            + "&service="
            + URLEncoder.encode(service, StandardCharsets.UTF_8);
    Set<String> ids = new TreeSet<>();
    get(query).path("data").forEach(trace -> ids.add(trace.path("traceID").asText()));
    return ids;
  }

  private JsonNode get(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
      return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
