// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Payload;
import backbone.engine.normalize.text.Line;
import backbone.schema.LogEvent;

/** The formats of lines inside an envelope, made when the first such line comes. */
final class InnerFormats implements Payload.Inside {

  private final int depth;
  private final UserFormats users;
  private Formats formats;

  /** Those for lines that lie in so many envelopes. */
  InnerFormats(int depth, UserFormats users) {
    this.depth = depth;
    this.users = users;
  }

  @Override
  public boolean anyOfUsers() {
    return users.any();
  }

  @Override
  public void read(Line line, LogEvent envelope, Draft draft) {
    if (formats == null) {
      formats = new Formats(depth, users);
    }
    String service = users.service();
    String path = users.path();
    users.from(
        envelope.getServiceName() == null ? service : envelope.getServiceName(),
        envelope.getFilePath() == null ? path : envelope.getFilePath());
    try {
      formats.read(line, draft);
    } finally {
      users.from(service, path);
    }
  }
}
