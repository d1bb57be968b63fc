// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.store;

import backbone.console.http.Handler;
import backbone.console.http.Reply;
import backbone.console.http.Request;
import backbone.console.search.BadQueryException;
import java.util.Optional;

/** Turns a wrong question into 400 and a silent Elasticsearch into 503, each with one sentence. */
public final class StoreFaults implements Handler {

  private final Handler inner;

  public StoreFaults(Handler inner) {
    this.inner = inner;
  }

  @Override
  public Optional<Reply> handle(Request request) {
    try {
      return inner.handle(request);
    } catch (BadQueryException e) {
      return Optional.of(Reply.error(400, e.getMessage()));
    } catch (StoreUnavailableException e) {
      return Optional.of(Reply.error(503, e.getMessage()));
    }
  }
}
