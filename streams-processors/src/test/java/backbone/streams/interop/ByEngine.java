// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.interop;

import backbone.engine.normalize.Normalizer;
import backbone.engine.normalize.NormalizerOutput;
import backbone.engine.normalize.RawLog;
import backbone.engine.normalize.Source;
import backbone.schema.LogEvent;
import backbone.schema.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What the engine makes of the same bytes; its own tests tell that this is right. */
final class ByEngine implements NormalizerOutput {

  private final List<LogEvent> events = new ArrayList<>();

  private ByEngine() {}

  /** The event of a record that arrived like another one. */
  static LogEvent event(Path file, LogEvent like) throws IOException {
    Source source = new Source(null, null, ZoneOffset.UTC, null, "prod", "kr", "default");
    Origin origin = Origin.ofRecord("code", 0, 0);
    long arrival = like.getArrivalUnixMilli();
    ByEngine out = new ByEngine();
    Normalizer.standard()
        .normalize(
            new RawLog(Files.readAllBytes(file), null, source, origin, arrival, new int[1], false),
            out);
    LogEvent event = out.events.get(0);
    event.setOriginId(like.getOriginId());
    event.setRulesVersion(like.getRulesVersion());
    return event;
  }

  @Override
  public void event(LogEvent event) {
    events.add(event);
  }

  @Override
  public void dead(String faultClass, String reason, String maskedExcerpt) {
    throw new AssertionError(reason);
  }

  @Override
  public void dropped(String reason) {
    throw new AssertionError(reason);
  }
}
