// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import java.util.Collection;

/** Topics that a job needs do not exist. */
public final class MissingTopicsException extends RuntimeException {

  public MissingTopicsException(Collection<String> topics) {
    super(
        "Topics "
            + String.join(", ", topics)
            + " do not exist. Run `./backbone topics apply`; the job goes on by itself.");
  }
}
