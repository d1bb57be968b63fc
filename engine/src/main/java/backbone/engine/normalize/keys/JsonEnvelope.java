// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.event.Payload;
import backbone.engine.normalize.keys.JsonFields.Slot;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.JsonScanner.Kind;
import backbone.engine.normalize.text.Line;
import backbone.schema.LogEvent;
import java.time.DateTimeException;
import java.time.ZoneId;

/**
 * What a JSON object says when a shipper wrote it: where the line came from, and the line itself,
 * which is read as if it had come alone.
 */
final class JsonEnvelope {

  private static final int ZONE_CHARS_MAX = 40;
  private static final int PART_BYTES_MIN = 16 * 1024;

  private final JsonFields fields;
  private final Payload payload;

  // Of the object at hand.
  private boolean level;
  private ZoneId zone;

  JsonEnvelope(JsonFields fields, Payload payload) {
    this.fields = fields;
    this.payload = payload;
  }

  /** Whether a text names a host; a dash and Logstash's pattern stand for none. */
  static boolean isHost(byte[] b, int from, int to) {
    return to > from && !(to == from + 1 && b[from] == '-') && b[from] != '%';
  }

  /** Whether a text is the absolute path of a file, on Unix or Windows. */
  static boolean isFile(byte[] b, int from, int to) {
    boolean unix = to > from + 1 && b[from] == '/';
    return unix || (to > from + 3 && b[from + 1] == ':' && Bytes.isLetter(b[from]));
  }

  /** The slot that holds the message. */
  Slot message() {
    Slot slot = fields.slot(Field.MESSAGE);
    slot = slot.isFree() ? fields.slot(Field.LOG) : slot;
    return slot.isFree() ? fields.slot(Field.ORIGINAL) : slot;
  }

  String text(Slot slot) {
    String text = fields.text(slot);
    if (slot != fields.slot(Field.MESSAGE)) {
      return text.stripTrailing();
    }
    // Of what rsyslog calls the message, the blank behind the tag is a part.
    boolean blank = text.startsWith(" ") && !fields.slot(Field.PROGRAM).isFree();
    return blank ? text.substring(1) : text;
  }

  /**
   * Takes the facts about the line.
   *
   * @param told who says to have written the object, or null
   * @return who has written it, or null for an application
   */
  Shipper facts(Line line, Draft draft, Shipper told) {
    Shipper shipper = told == null && isFluentBit() ? Shipper.FLUENT_BIT : told;
    level = draft.event().getLevel() != null;
    if (!level) {
      severity(draft);
    }
    zone();
    file(draft, shipper);
    process(draft);
    container(draft.event());
    originals(draft);
    if (!fields.slot(Field.PARTIAL).isFree()) {
      draft.flag("line-partial");
    }
    return shipper;
  }

  /** Only Fluent Bit has these keys as numbers. */
  private boolean isFluentBit() {
    Slot time = fields.slot(Field.TIME);
    boolean number = !time.isFree() && (time.kind() == Kind.DECIMAL || time.kind() == Kind.INTEGER);
    return number && (time.name().key().equals("@timestamp") || time.name().key().equals("date"));
  }

  private void severity(Draft draft) {
    String code = fields.text(Field.SYSLOG_SEVERITY);
    code = code == null ? fields.text(Field.SYSLOG_PRIORITY) : code;
    if (code != null) {
      draft.severity(Levels.syslog(Integer.parseInt(code)));
    }
  }

  private void zone() {
    String name = fields.text(Field.ZONE);
    zone = null;
    if (name != null && name.length() <= ZONE_CHARS_MAX) {
      try {
        zone = ZoneId.of(name);
      } catch (DateTimeException abbreviation) {
        zone = null;
      }
    }
  }

  private void file(Draft draft, Shipper shipper) {
    LogEvent event = draft.event();
    event.setFilePath(fields.text(Field.FILE_PATH));
    Slot guess = fields.slot(Field.FILE_GUESS);
    if (!guess.isFree()) {
      boolean means = event.getFilePath() == null && guess.name().key().equals(fileKey(shipper));
      if (means) {
        event.setFilePath(fields.text(guess));
      } else {
        draft.attribute(guess.name().key(), fields.text(guess));
      }
    }
    Slot offset = fields.slot(Field.FILE_OFFSET);
    if (!offset.isFree()) {
      long number = Long.parseLong(fields.text(offset));
      boolean means = event.getFilePath() != null;
      if (means) {
        event.setFileOffset(number);
      } else {
        draft.attribute(offset.name().key(), number);
      }
    }
  }

  private static String fileKey(Shipper shipper) {
    if (shipper == null) {
      return "";
    }
    return switch (shipper) {
      case FILEBEAT -> "source";
      case VECTOR -> "file";
      case LOGSTASH -> "path";
      case RSYSLOG, JOURNALD, FLUENT_BIT, DOCKER -> "";
    };
  }

  private void process(Draft draft) {
    String program = fields.text(Field.PROGRAM);
    if (program != null) {
      draft.attribute("process.name", program);
    }
    String id = fields.text(Field.PROCESS_ID);
    if (id != null) {
      draft.attribute("process.pid", Long.valueOf(id));
    }
  }

  /** Kubernetes puts the runtime before the id. */
  private static void container(LogEvent event) {
    String id = event.getContainerId();
    int scheme = id == null ? -1 : id.indexOf("://");
    if (scheme > 0) {
      event.setContainerId(id.substring(scheme + 3));
    }
  }

  /** Copies of the message are not kept twice. */
  private void originals(Draft draft) {
    Slot message = message();
    String text = message.isFree() ? null : text(message);
    for (Field copy : new Field[] {Field.LOG, Field.ORIGINAL}) {
      Slot slot = fields.slot(copy);
      boolean other = !slot.isFree() && slot != message && !(copy == Field.LOG && isJson(slot));
      if (other && !text(slot).equals(text)) {
        draft.attribute(slot.name().key(), text(slot));
      }
    }
  }

  /**
   * Reads the line inside. A line that the shipper has decoded is not read again: then the level is
   * there, and the message is only that.
   */
  void payload(Line line, Draft draft, Shipper shipper) {
    Slot log = fields.slot(Field.LOG);
    boolean own = !log.isFree() && (fields.slot(Field.MESSAGE).isFree() || isJson(log));
    Slot slot = own ? log : message();
    if (shipper == null && !own) {
      return;
    }
    Shipper who = shipper == null ? Shipper.DOCKER : shipper;
    if (!slot.isFree()) {
      int rest = draft.restFrom(line.to());
      inside(line, slot, own, who, draft);
      draft.rest(rest);
    }
    if (who.isAgent()) {
      draft.agent(who.label());
    }
  }

  private void inside(Line line, Slot slot, boolean own, Shipper shipper, Draft draft) {
    Payload.Text text = bytes(slot);
    if (own && text.to() - text.from() >= PART_BYTES_MIN && !endsLine(text)) {
      draft.flag("line-partial");
    }
    boolean taken = own || !level;
    if (taken) {
      payload.take(line, text, shipper.label(), draft);
    } else if (shipper == Shipper.RSYSLOG || shipper == Shipper.JOURNALD) {
      // The level is then the daemon's idea of it.
      taken = payload.takeKnown(line, text, draft);
    }
    if (!taken && draft.event().getParseFormat().equals("json")) {
      draft.event().setParseFormat(shipper.label());
    }
    if (!fields.slot(Field.PARTIAL).isFree()) {
      draft.event().setParseStatus("partial");
    }
  }

  private boolean isJson(Slot slot) {
    return fields.byteAt(slot.from()) == '{';
  }

  private static boolean endsLine(Payload.Text text) {
    return text.bytes()[text.to() - 1] == '\n';
  }

  private Payload.Text bytes(Slot slot) {
    if (slot.kind() == Kind.ESCAPED_STRING) {
      byte[] text = fields.text(slot).getBytes(UTF_8);
      return new Payload.Text(text, 0, text.length, zone);
    }
    return new Payload.Text(fields.bytes(), slot.from(), slot.to(), zone);
  }
}
