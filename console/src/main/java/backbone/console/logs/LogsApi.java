// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.logs;

import backbone.console.http.Handler;
import backbone.console.http.Reply;
import backbone.console.http.Request;
import backbone.console.search.BadQueryException;
import backbone.console.search.LogFilter;
import backbone.console.search.LogQueries;
import backbone.console.search.Page;
import backbone.console.store.Store;
import backbone.console.store.StoreUnavailableException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code /api/logs}, {@code /api/logs/ID}, {@code /api/histogram}, {@code /api/facets}, {@code
 * /api/extent} and {@code /api/tail}. A wrong question is 400 and a silent Elasticsearch is 503,
 * both with one sentence in {@code error}.
 */
public final class LogsApi implements Handler {

  private static final String ONE = "/api/logs/";
  private static final int ID_CHARS_MAX = 512;

  private final Store store;
  private final Clock clock;
  private final TailWindow tailWindow;

  /**
   * Makes the handler.
   *
   * @param completeUpTo how far the pipeline is, empty while unknown; a tail looks back that far
   */
  public LogsApi(Store store, Supplier<Optional<Instant>> completeUpTo, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.tailWindow = new TailWindow(completeUpTo);
  }

  @Override
  public Optional<Reply> handle(Request request) {
    if (!request.path().startsWith("/api/")) {
      return Optional.empty();
    }
    try {
      return answer(request).map(answer -> Reply.json(200, answer));
    } catch (BadQueryException e) {
      return Optional.of(Reply.error(400, e.getMessage()));
    } catch (StoreUnavailableException e) {
      return Optional.of(Reply.error(503, e.getMessage()));
    } catch (NoSuchEventException e) {
      return Optional.of(Reply.error(404, e.getMessage()));
    }
  }

  private Optional<JsonNode> answer(Request request) {
    return switch (request.path()) {
      case "/api/logs" -> Optional.of(list(request));
      case "/api/histogram" -> Optional.of(histogram(request));
      case "/api/facets" -> Optional.of(facets(request));
      case "/api/extent" -> Optional.of(extent(request));
      case "/api/tail" -> Optional.of(tail(request));
      default ->
          request.path().startsWith(ONE)
              ? Optional.of(one(request.path().substring(ONE.length())))
              : Optional.empty();
    };
  }

  private JsonNode list(Request request) {
    LogFilter filter = Questions.filter(request, clock);
    Page page = Questions.page(request);
    JsonNode answer = store.search(LogQueries.list(filter, page));
    ObjectNode view = Answers.list(answer, filter);
    view.put("next", Answers.next(answer, page.size()));
    return view;
  }

  private JsonNode histogram(Request request) {
    LogFilter filter = Questions.filter(request, clock);
    return Answers.histogram(store.search(LogQueries.histogram(filter)), filter.range());
  }

  private JsonNode facets(Request request) {
    LogFilter filter = Questions.filter(request, clock);
    return Answers.facets(store.search(LogQueries.facets(filter)));
  }

  private JsonNode extent(Request request) {
    LogFilter filter = Questions.filter(request, clock);
    return Answers.extent(store.search(LogQueries.extent(filter)));
  }

  private JsonNode tail(Request request) {
    LogFilter filter = Questions.filter(request, clock);
    Instant now = clock.instant();
    Instant since = Questions.since(request, now);
    int size = Questions.size(request);
    Instant from = tailWindow.start(since);
    JsonNode answer = store.search(LogQueries.tail(filter, from, size));
    ObjectNode view = Answers.list(answer, filter);
    view.put("since", Answers.newestIngested(answer).orElse(since).toString());
    view.put("more", answer.path("hits").path("hits").size() == size);
    return view;
  }

  private JsonNode one(String id) {
    if (id.isEmpty() || id.length() > ID_CHARS_MAX) {
      throw new BadQueryException("An event's id has 1 to " + ID_CHARS_MAX + " characters.");
    }
    JsonNode hits = store.search(LogQueries.one(id)).path("hits").path("hits");
    if (hits.isEmpty()) {
      throw new NoSuchEventException(id);
    }
    return Answers.one(hits.get(0));
  }
}
