// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.metrics;

import backbone.console.http.Handler;
import backbone.console.http.Reply;
import backbone.console.http.Request;
import backbone.console.logs.Answers;
import backbone.console.search.BadQueryException;
import backbone.console.search.Buckets;
import backbone.console.search.Limits;
import backbone.console.search.LogQueries;
import backbone.console.search.TimeRange;
import backbone.console.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code /api/red}, {@code /api/slow-calls} and {@code /api/errors-cpu}. */
public final class MetricsApi implements Handler {

  private static final int SLOW_CALLS_MAX = 50;

  private final Store metrics;
  private final Store logs;
  private final Clock clock;

  public MetricsApi(Store metrics, Store logs, Clock clock) {
    this.metrics = metrics;
    this.logs = logs;
    this.clock = clock;
  }

  @Override
  public Optional<Reply> handle(Request request) {
    return switch (request.path()) {
      case "/api/red" -> Optional.of(Reply.json(200, red(request)));
      case "/api/slow-calls" -> Optional.of(Reply.json(200, slowCalls(request)));
      case "/api/errors-cpu" -> Optional.of(Reply.json(200, errorsCpu(request)));
      default -> Optional.empty();
    };
  }

  private JsonNode red(Request request) {
    Duration width = Buckets.width(range(request), MetricQueries.MINUTE);
    TimeRange range = Buckets.whole(range(request), width);
    String service = bounded(request, "service");
    String operation = bounded(request, "operation");
    JsonNode answer =
        metrics.search(MetricQueries.red(range, MetricQueries.SERVER, service, operation));
    ObjectNode view = view(answer, range, width);
    ArrayNode buckets = view.putArray("buckets");
    for (JsonNode bucket : answer.at("/aggregations/time/buckets")) {
      long t = bucket.path("key").asLong();
      ObjectNode out = buckets.addObject().put("t", t);
      out.put("incomplete", t + width.toMillis() > clock.millis());
      Red.write(out, bucket, seconds(Instant.ofEpochMilli(t), t + width.toMillis()));
    }
    ArrayNode services = view.putArray("services");
    for (JsonNode bucket : answer.at("/aggregations/services/buckets")) {
      ObjectNode out = services.addObject().put("service", bucket.path("key").asText());
      Red.write(out, bucket, seconds(range));
    }
    operations(answer, range).forEach(view.putArray("operations")::add);
    return view;
  }

  private JsonNode slowCalls(Request request) {
    TimeRange range = range(request);
    JsonNode answer =
        metrics.search(
            MetricQueries.operations(range, MetricQueries.CLIENT, bounded(request, "service")));
    ObjectNode view = view(answer, range, MetricQueries.MINUTE);
    ArrayNode calls = view.putArray("calls");
    operations(answer, range).stream()
        .sorted(Comparator.comparingDouble(call -> -call.path("p95").asDouble(0)))
        .limit(SLOW_CALLS_MAX)
        .forEach(calls::add);
    return view;
  }

  /** Two answers in the same buckets: what went wrong above what was busy. */
  private JsonNode errorsCpu(Request request) {
    Duration width = Buckets.width(range(request), MetricQueries.SAMPLE);
    TimeRange range = Buckets.whole(range(request), width);
    JsonNode errors = logs.search(LogQueries.errors(range, width));
    JsonNode cpu = metrics.search(MetricQueries.cpu(range, width));
    ObjectNode view = view(errors, range, width);
    view.put("partial", Answers.partial(errors) || Answers.partial(cpu));
    ArrayNode counts = view.putArray("errors");
    for (JsonNode bucket : errors.at("/aggregations/time/buckets")) {
      counts
          .addObject()
          .put("t", bucket.path("key").asLong())
          .put("errors", bucket.path("doc_count").asLong());
    }
    ArrayNode samples = view.putArray("cpu");
    for (JsonNode bucket : cpu.at("/aggregations/time/buckets")) {
      ObjectNode sample = samples.addObject().put("t", bucket.path("key").asLong());
      sample.set("system", bucket.at("/system/mean/value"));
      ObjectNode processes = sample.putObject("processes");
      for (JsonNode process : bucket.at("/process/by/buckets")) {
        processes.set(process.path("key").asText(), process.at("/mean/value"));
      }
    }
    return view;
  }

  private List<ObjectNode> operations(JsonNode answer, TimeRange range) {
    List<ObjectNode> operations = new ArrayList<>();
    for (JsonNode service : answer.at("/aggregations/services/buckets")) {
      for (JsonNode bucket : service.at("/operations/buckets")) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("service", service.path("key").asText());
        out.put("operation", bucket.path("key").asText());
        Red.write(out, bucket, seconds(range));
        operations.add(out);
      }
    }
    return operations;
  }

  private TimeRange range(Request request) {
    return TimeRange.parse(request.first("from"), request.first("to"), clock);
  }

  private double seconds(TimeRange range) {
    return seconds(range.from(), range.to().toEpochMilli());
  }

  /** Seconds from a time to an end or to now, at least one: what is to come has no calls yet. */
  private double seconds(Instant from, long endMs) {
    return Math.max(1, (Math.min(endMs, clock.millis()) - from.toEpochMilli()) / 1000.0);
  }

  private static ObjectNode view(JsonNode answer, TimeRange range, Duration width) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("partial", Answers.partial(answer)).put("tookMs", answer.path("took").asLong());
    view.put("from", range.from().toString()).put("to", range.to().toString());
    return view.put("intervalMs", width.toMillis());
  }

  private static String bounded(Request request, String name) {
    String value = request.first(name);
    if (value.length() > Limits.FILTER_VALUE_CHARS_MAX) {
      throw new BadQueryException(
          "%s has %d characters, %d are allowed. Shorten it."
              .formatted(name, value.length(), Limits.FILTER_VALUE_CHARS_MAX));
    }
    return value;
  }
}
