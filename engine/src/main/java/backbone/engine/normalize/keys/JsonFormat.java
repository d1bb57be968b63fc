// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.keys;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Payload;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.JsonScanner;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * JSON objects, whichever logger wrote them. What is truncated or malformed becomes text with
 * status {@code partial}; of what came before the fault only time, level, service and ids are used.
 */
public final class JsonFormat implements Format {

  private final JsonScanner scanner = new JsonScanner();
  private final JsonScanner.Leaves leaves = this::leaf;
  private final KeyedValues values;
  private final KeyedEvent event;

  public JsonFormat(TimeParser times, Payload payload) {
    values = new KeyedValues(times);
    event = new KeyedEvent(values, payload);
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    values.begin(line, draft);
    int end = scanner.read(b, line.from(), line.to(), leaves);
    int rest = end < 0 ? end : Bytes.skipBlanks(b, end, line.to());
    boolean whole = end >= 0 && (rest == line.to() || b[rest] == '\n' || b[rest] == '\r');
    event.begin(line, draft);
    if (whole) {
      draft.parsed(values.loggerFormat());
      draft.rest(rest);
      event.whole();
    } else {
      draft.dropAttributes();
      draft.event().setParseFormat("json");
      draft.event().setParseStatus("partial");
      draft.event().setMessage(line.all());
      draft.rest(line.to());
    }
    return true;
  }

  private void leaf(JsonScanner.Kind kind, int from, int to) {
    values.take(scanner.path(), scanner.pathLength(), kind, from, to);
  }
}
