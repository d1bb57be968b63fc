// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import backbone.console.http.Handler;
import backbone.console.http.Reply;
import backbone.console.http.Request;
import backbone.console.logs.Answers;
import backbone.console.search.BadQueryException;
import backbone.console.search.LogQueries;
import backbone.console.search.TimeRange;
import backbone.console.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code /api/traces}, {@code /api/traces/facets}, {@code /api/traces/ID} and {@code
 * /api/traces/ID/SPAN}.
 */
public final class TracesApi implements Handler {

  private static final String LIST = "/api/traces";
  private static final String FACETS = LIST + "/facets";
  private static final int TRACES_MAX = 100;
  private static final int TRACES_DEFAULT = 50;
  private static final int LOGS_MAX = 500;
  private static final int ID_CHARS_MAX = 128;
  private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");

  private final Store spans;
  private final Store logs;
  private final Decisions decisions;
  private final Clock clock;

  public TracesApi(Store spans, Store logs, Decisions decisions, Clock clock) {
    this.spans = spans;
    this.logs = logs;
    this.decisions = decisions;
    this.clock = clock;
  }

  @Override
  public Optional<Reply> handle(Request request) {
    String path = request.path();
    if (path.equals(LIST)) {
      return Optional.of(Reply.json(200, list(request)));
    }
    if (path.equals(FACETS)) {
      return Optional.of(Reply.json(200, facets(request)));
    }
    if (!path.startsWith(LIST + "/")) {
      return Optional.empty();
    }
    String[] ids = path.substring(LIST.length() + 1).split("/", -1);
    return switch (ids.length) {
      case 1 -> Optional.of(Reply.json(200, trace(id(ids[0]), at(request))));
      case 2 -> Optional.of(span(id(ids[0]), id(ids[1])));
      default -> Optional.empty();
    };
  }

  private JsonNode list(Request request) {
    TraceFilter filter = TraceFilter.of(request, clock);
    int size = size(request.first("size"));
    Optional<TraceCursor> cursor =
        Optional.of(request.first("cursor")).filter(c -> !c.isEmpty()).map(TraceCursor::parse);
    JsonNode matching = spans.search(TraceQueries.matching(filter, size, cursor));
    Map<String, Long> ids = TraceList.ids(matching);
    ObjectNode view = view(matching);
    ArrayNode traces = view.putArray("traces");
    if (!ids.isEmpty()) {
      JsonNode summaries = spans.search(TraceQueries.summaries(ids.keySet(), filter));
      TraceList.add(traces, ids, summaries, cursor);
    }
    view.put("next", TraceList.next(ids, size));
    if (cursor.isEmpty()) {
      JsonNode count = spans.search(TraceQueries.count(filter));
      view.put("total", count.at("/aggregations/traces/value").asLong());
    }
    view.put("from", filter.range().from().toString()).put("to", filter.range().to().toString());
    return view;
  }

  private JsonNode facets(Request request) {
    JsonNode answer = spans.search(TraceQueries.facets(TraceFilter.of(request, clock)));
    ObjectNode view = view(answer);
    JsonNode found = answer.path("aggregations");
    values(view.putArray("services"), found.at("/services/buckets"));
    values(view.putArray("operations"), found.at("/ofService/operations/buckets"));
    values(view.putArray("policies"), found.at("/policies/buckets"));
    return view;
  }

  private JsonNode trace(String traceId, Optional<Instant> at) {
    JsonNode answer = spans.search(TraceQueries.spans(traceId));
    List<Span> found = new ArrayList<>();
    for (JsonNode hit : answer.path("hits").path("hits")) {
      found.add(Span.of(hit));
    }
    ObjectNode view = view(answer).put("traceId", traceId);
    long total = answer.at("/hits/total/value").asLong();
    view.put("spanCount", total).put("cut", total > found.size());
    if (found.isEmpty()) {
      fate(traceId, at).write(view);
      view.putArray("spans");
    } else {
      Span first = found.get(0);
      view.put("state", "indexed").put("policy", first.text("sampling.policy"));
      view.put("threshold", first.text("sampling.threshold"));
      new TraceView(TraceTree.of(found)).write(view);
    }
    logs(view, traceId);
    return view;
  }

  private Fate fate(String traceId, Optional<Instant> at) {
    return TRACE_ID.matcher(traceId).matches()
        ? decisions.find(traceId, at)
        : new Fate.Unknown(
            "No span has this trace id, and none can: trace ids of spans have 32 hex digits.");
  }

  private void logs(ObjectNode view, String traceId) {
    JsonNode answer = logs.search(LogQueries.ofTrace(traceId, LOGS_MAX));
    ArrayNode lines = view.putArray("logs");
    for (JsonNode hit : answer.path("hits").path("hits")) {
      lines.add(Answers.event(hit));
    }
    view.put("logCount", answer.at("/hits/total/value").asLong());
  }

  private Reply span(String traceId, String spanId) {
    JsonNode hit = spans.search(TraceQueries.span(traceId, spanId)).at("/hits/hits/0");
    return hit.isMissingNode()
        ? Reply.error(404, "The index has no span " + spanId + " of trace " + traceId + ".")
        : Reply.json(200, SpanView.of(hit));
  }

  private Optional<Instant> at(Request request) {
    String at = request.first("at");
    return at.isEmpty()
        ? Optional.empty()
        : Optional.of(TimeRange.parse(at, "2261-12-31T00:00:00Z", clock).from());
  }

  private static String id(String text) {
    if (text.isEmpty() || text.length() > ID_CHARS_MAX) {
      throw new BadQueryException(
          "A trace or span id has 1 to %d characters.".formatted(ID_CHARS_MAX));
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static int size(String text) {
    if (text.isEmpty()) {
      return TRACES_DEFAULT;
    }
    int size = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
    if (size < 1 || size > TRACES_MAX) {
      throw new BadQueryException(
          "size=%s is outside 1 to %d. Ask for less and use the cursor for more."
              .formatted(text, TRACES_MAX));
    }
    return size;
  }

  private static void values(ArrayNode view, JsonNode buckets) {
    for (JsonNode bucket : buckets) {
      view.addObject()
          .put("value", bucket.path("key").asText())
          .put("spans", bucket.path("doc_count").asLong());
    }
  }

  private static ObjectNode view(JsonNode answer) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("partial", Answers.partial(answer))
        .put("tookMs", answer.path("took").asLong());
  }
}
