// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.pipeline;

import backbone.console.http.Handler;
import backbone.console.http.Reply;
import backbone.console.http.Request;
import backbone.console.pipeline.JobsMetrics.Books;
import backbone.service.Progress;
import backbone.service.Progress.Stage;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** {@code /api/pipeline}: every part with its state, its books, and the dead letters. */
public final class PipelineApi implements Handler {

  private final Supplier<Optional<Progress>> progress;
  private final PipelineWatch watch;

  public PipelineApi(Supplier<Optional<Progress>> progress, PipelineWatch watch) {
    this.progress = progress;
    this.watch = watch;
  }

  @Override
  public Optional<Reply> handle(Request request) {
    return request.path().equals("/api/pipeline")
        ? Optional.of(Reply.json(200, view()))
        : Optional.empty();
  }

  private ObjectNode view() {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    Optional<Progress> now = progress.get();
    view.put("known", now.isPresent());
    ArrayNode stages = view.putArray("stages");
    now.ifPresent(p -> p.stages().forEach(stage -> add(stages.addObject(), stage)));
    PipelineFacts facts = watch.facts();
    Instant readAt = watch.readAt();
    view.put("readAt", readAt == null ? null : readAt.toString());
    view.put("jobsProblem", facts.jobsProblem()).put("deadProblem", facts.deadProblem());
    ArrayNode jobs = view.putArray("jobs");
    facts
        .jobs()
        .ifPresent(
            told -> told.jobs().forEach((name, books) -> add(jobs.addObject(), name, books)));
    ArrayNode dead = view.putArray("dead");
    new TreeMap<>(facts.dead())
        .forEach((topic, n) -> dead.addObject().put("topic", topic).put("records", n));
    return view;
  }

  private static void add(ObjectNode view, Stage stage) {
    view.put("name", stage.name()).put("state", stage.state());
    view.put("lagRecords", stage.lagRecords()).put("lagSeconds", stage.lagSeconds());
    view.put("detail", stage.detail());
  }

  private static void add(ObjectNode view, String job, Books books) {
    view.put("job", job).put("residue", books.residue());
    counts(view.putObject("records"), books.records());
    counts(view.putObject("items"), books.items());
    ObjectNode lag = view.putObject("lagSeconds");
    books.lag().forEach(lag::put);
  }

  private static void counts(ObjectNode view, Map<String, Long> counts) {
    counts.forEach(view::put);
  }
}
