// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import java.util.Optional;

/** Answers some of the requests. */
@FunctionalInterface
public interface Handler {

  /** The answer, or empty when this path belongs to another handler. */
  Optional<Reply> handle(Request request);
}
