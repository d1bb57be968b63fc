// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.envelopes;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Payload;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/** Lines behind the labels of multilog and s6-log: {@code @4000000037c219bf2ef02e94 text}. */
public final class TaiFormat implements Format {

  private final TimeParser times;
  private final Payload payload;

  public TaiFormat(TimeParser times, Payload payload) {
    this.times = times;
    this.payload = payload;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    if (!times.tai(b, line.from(), line.end())) {
      return false;
    }
    int text = times.end();
    draft.time(times.nanos());
    draft.parsed("tai64n");
    draft.event().setMessage("");
    payload.take(line, new Payload.Text(b, text, line.to(), null), "tai64n", draft);
    return true;
  }
}
