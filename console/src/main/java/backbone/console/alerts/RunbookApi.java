// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.console.http.Handler;
import backbone.console.http.Reply;
import backbone.console.http.Request;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code /api/runbook?name=Http500Burst}: what to do about an alert, as it came with this release.
 */
public final class RunbookApi implements Handler {

  private static final String FOLDER = "/backbone/console/runbooks/";

  /** No separator, so a name stays in the folder. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]{1,80}");

  @Override
  public Optional<Reply> handle(Request request) {
    return request.path().equals("/api/runbook")
        ? Optional.of(reply(request.first("name")))
        : Optional.empty();
  }

  private static Reply reply(String name) {
    if (!NAME.matcher(name).matches()) {
      return Reply.error(400, "The name of a runbook is that of its alert: letters and digits.");
    }
    try (InputStream in = RunbookApi.class.getResourceAsStream(FOLDER + name + ".md")) {
      return in == null
          ? Reply.error(404, "There is no runbook for " + name + " in this release.")
          : Reply.json(
              200,
              JsonNodeFactory.instance
                  .objectNode()
                  .put("text", new String(in.readAllBytes(), UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
