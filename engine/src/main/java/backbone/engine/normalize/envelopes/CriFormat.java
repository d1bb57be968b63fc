// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.envelopes;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Payload;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * Lines as container runtimes write them: {@code <time> stdout F <line>}, and {@code P} where the
 * runtime has cut the line, so that the next one continues it.
 */
public final class CriFormat implements Format {

  private static final String PARTIAL = "line-partial";

  private final TimeParser times;
  private final Payload payload;

  public CriFormat(TimeParser times, Payload payload) {
    this.times = times;
    this.payload = payload;
  }

  /** Whether a line looks like one of a runtime: it wraps a line that is to be read by itself. */
  public static boolean isMeant(Line line) {
    byte[] b = line.bytes();
    int stream = Bytes.tokenEnd(b, line.from(), Math.min(line.end(), line.from() + 40)) + 1;
    return Bytes.startsWith(b, stream, line.end(), "stdout ")
        || Bytes.startsWith(b, stream, line.end(), "stderr ");
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int stream = Bytes.tokenEnd(b, line.from(), Math.min(end, line.from() + 40)) + 1;
    boolean named =
        Bytes.startsWith(b, stream, end, "stdout ") || Bytes.startsWith(b, stream, end, "stderr ");
    int tag = stream + 7;
    boolean tagged = named && tag < end && (b[tag] == 'F' || b[tag] == 'P');
    int text = tag + 2;
    boolean closed = tagged && (tag + 1 == end || b[tag + 1] == ' ');
    if (!closed || !times.iso(b, line.from(), end, line.zone()) || times.end() != stream - 1) {
      return false;
    }
    draft.time(times.nanos());
    draft.attribute("stream", Bytes.text(b, stream, stream + 6));
    draft.parsed("cri");
    draft.event().setMessage("");
    if (text < line.to()) {
      payload.take(line, new Payload.Text(b, text, line.to(), null), "cri", draft);
    }
    if (b[tag] == 'P') {
      draft.flag(PARTIAL);
      draft.event().setParseStatus("partial");
    }
    return true;
  }
}
