// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.console.ProgressWatch.Reading;
import backbone.console.http.Handler;
import backbone.console.http.Reply;
import backbone.console.http.Request;
import backbone.service.Progress;
import backbone.service.Progress.Stage;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@code /api/progress}: up to when everything that was written can be found. */
final class ProgressApi implements Handler {

  private final ProgressWatch watch;
  private final Clock clock;

  ProgressApi(ProgressWatch watch, Clock clock) {
    this.watch = watch;
    this.clock = clock;
  }

  @Override
  public Optional<Reply> handle(Request request) {
    return request.path().equals("/api/progress")
        ? Optional.of(Reply.json(200, view()))
        : Optional.empty();
  }

  private ObjectNode view() {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    Optional<Progress> progress = watch.reading().map(Reading::progress);
    Optional<Instant> complete = progress.map(Progress::completeUpTo);
    view.put("known", complete.isPresent());
    view.put("caughtUp", progress.map(Progress::caughtUp).orElse(false));
    complete.ifPresent(
        upTo -> view.put("completeUpTo", upTo.toString()).put("lagSeconds", lag(upTo)));
    ArrayNode stages = view.putArray("stages");
    progress.ifPresent(p -> p.stages().forEach(stage -> add(stages.addObject(), stage)));
    return view;
  }

  private double lag(Instant upTo) {
    return Math.max(0, Duration.between(upTo, clock.instant()).toMillis()) / 1000.0;
  }

  private static void add(ObjectNode view, Stage stage) {
    view.put("name", stage.name()).put("state", stage.state());
    view.put("lagRecords", stage.lagRecords()).put("lagSeconds", stage.lagSeconds());
    view.put("detail", stage.detail());
  }
}
