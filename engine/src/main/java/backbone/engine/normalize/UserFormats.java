// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;
import backbone.engine.parse.Captures;
import backbone.engine.parse.EventField;
import backbone.engine.parse.LineFormat;
import backbone.engine.parse.LineFormat.Slot;
import backbone.engine.parse.TimeFormat;
import java.util.List;
import java.util.Objects;

/**
 * Formats of users, the first that fits of those for the sender at hand. A line fits only when its
 * time and its level can be read, too: what looks alike by chance is left to the built-in formats.
 */
final class UserFormats {

  private final List<LineFormat> all;
  private final Redaction redaction;
  private final TimeParser times = new TimeParser();
  private final FieldWriter fields = new FieldWriter(times);

  private String service;
  private String path;
  private LineFormat[] likely;

  UserFormats(List<LineFormat> all, Redaction redaction) {
    this.all = all;
    this.redaction = redaction;
    likely = all.stream().filter(format -> format.isFrom(null, null)).toArray(LineFormat[]::new);
  }

  /** Names the sender of what is read next; either may be null. */
  void from(String sendingService, String sentPath) {
    if (all.isEmpty()
        || (Objects.equals(service, sendingService) && Objects.equals(path, sentPath))) {
      return;
    }
    service = sendingService;
    path = sentPath;
    likely = all.stream().filter(format -> format.isFrom(service, path)).toArray(LineFormat[]::new);
  }

  String service() {
    return service;
  }

  String path() {
    return path;
  }

  /** Whether there is any for the sender at hand. */
  boolean any() {
    return likely.length > 0;
  }

  /** Reads the first line; false, and the draft as it was, when none fits. */
  boolean read(Line line, Draft draft) {
    for (LineFormat format : likely) {
      Captures found = format.match(line.bytes(), line.from(), line.end());
      if (found != null && read(format, found, line, draft)) {
        return true;
      }
    }
    return false;
  }

  private boolean read(LineFormat format, Captures found, Line line, Draft draft) {
    List<Slot> slots = format.slots();
    String[] values = found.values();
    long nanos = TimeFormat.NONE;
    for (int i = 0; i < values.length; i++) {
      EventField field = slots.get(i).field();
      boolean there = values[i] != null && !values[i].isBlank();
      if (there && field == EventField.TIME) {
        nanos = nanos(values[i].strip(), format.time(), line);
      }
      boolean readable =
          field == EventField.TIME
              ? nanos != TimeFormat.NONE
              : field != EventField.LEVEL || (there && FieldWriter.level(values[i].strip()) > 0);
      if (!readable) {
        return false;
      }
    }
    draft.parsed(format.name());
    draft.event().setMessage(line.text(line.from()));
    if (nanos != TimeFormat.NONE) {
      draft.time(nanos);
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null && slots.get(i).field() != EventField.TIME) {
        take(slots.get(i), values[i], found.before()[i], draft);
      }
    }
    return true;
  }

  private void take(Slot slot, String value, String before, Draft draft) {
    if (slot.field() == EventField.CLIENT_IP) {
      // Of it only the network is kept, whatever stands in front.
      if (!value.isBlank()) {
        fields.set(slot.field(), value, draft);
      }
      return;
    }
    String shown = redaction.ahead(service, before, value);
    if (slot.field() == EventField.MESSAGE) {
      draft.event().setMessage(shown);
    } else if (!value.isBlank()
        && (slot.field() == null || !fields.set(slot.field(), shown, draft))) {
      Object typed = slot.type().of(shown.strip());
      if (typed == null) {
        draft.flag("value-form");
      }
      draft.attribute(slot.attribute(), typed == null ? shown.strip() : typed);
    }
  }

  private long nanos(String text, TimeFormat format, Line line) {
    if (!format.isAny()) {
      return format.nanos(text, line.zone(), line.arrivalMs());
    }
    byte[] b = text.getBytes(UTF_8);
    Line alone = new Line(b, 0, b.length, b.length, format.zone(line.zone()), line.arrivalMs());
    boolean is =
        times.any(b, 0, b.length, alone.zone())
            || (times.clock(b, 0, b.length, alone) && times.end() == b.length)
            || (times.syslog(b, 0, b.length, alone) && times.end() == b.length);
    return is ? times.nanos() : TimeFormat.NONE;
  }
}
