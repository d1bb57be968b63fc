// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.keys;

import static backbone.engine.normalize.text.JsonScanner.Kind.DECIMAL;
import static backbone.engine.normalize.text.JsonScanner.Kind.ESCAPED_STRING;
import static backbone.engine.normalize.text.JsonScanner.Kind.INTEGER;
import static backbone.engine.normalize.text.JsonScanner.Kind.RAW;
import static backbone.engine.normalize.text.JsonScanner.Kind.STRING;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.event.TraceHeaders;
import backbone.engine.normalize.keys.FieldNames.Name;
import backbone.engine.normalize.keys.JsonFields.Slot;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.JsonScanner.Kind;
import backbone.engine.normalize.text.JsonValues;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.text.Pair;
import backbone.engine.normalize.times.TimeParser;

/**
 * Sorts keys and values of one line: those with a meaning go to the fields, all others become
 * attributes. A value that cannot be what its key says (a duration under {@code time}) is an
 * attribute, too.
 */
public final class KeyedValues {

  private final TimeParser times;
  private final NameCache cache = new NameCache();
  private final JsonFields fields = new JsonFields();

  private final byte[] key = new byte[Pair.KEY_BYTES_MAX];
  private Line line;
  private Draft draft;
  private long timeNanos;
  private int severity;
  private boolean numericLevel;
  private String format;
  private Shipper shipper;
  private boolean wrapped;

  public KeyedValues(TimeParser times) {
    this.times = times;
  }

  /** Forgets the line before. */
  public void begin(Line in, Draft out) {
    line = in;
    draft = out;
    severity = 0;
    numericLevel = false;
    format = null;
    shipper = null;
    wrapped = false;
    fields.begin(in.bytes());
  }

  /** Takes one value, whose key is the first bytes of an array. */
  public void take(byte[] key, int keyLength, Kind kind, int from, int to) {
    Name name = cache.get(key, keyLength);
    if (name.format() != null) {
      format = name.format();
    }
    if (name.shipper() != null) {
      shipper = Shipper.first(shipper, name.shipper());
      wrapped = true;
    }
    Field field = name.field();
    if (field == null || kind == RAW || !fits(name, kind, from, to)) {
      attribute(name, kind, from, to);
      return;
    }
    Slot slot = fields.slot(field);
    if (!slot.isFree()) {
      attribute(slot);
    }
    slot.fill(name, kind, from, to);
    wrapped |= field.isOfEnvelope();
  }

  /** Takes a pair of a text. */
  public void take(byte[] b, Pair pair) {
    System.arraycopy(b, pair.keyFrom(), key, 0, pair.keyLength());
    take(key, pair.keyLength(), pair.kind(), pair.from(), pair.to());
  }

  /** The values that go to fields. */
  JsonFields fields() {
    return fields;
  }

  /** Time of the line in nanoseconds since 1970, if it has one. */
  long timeNanos() {
    return timeNanos;
  }

  /** By the word or number of a level; 0 for none. */
  int severity() {
    return severity;
  }

  /** Whether the level is a number, as bunyan and pino write it. */
  boolean hasNumericLevel() {
    return numericLevel;
  }

  /** Who has shipped the line, by its keys, or null. */
  Shipper shipper() {
    return shipper;
  }

  /** Whether any key is one that only envelopes have. */
  boolean isWrapped() {
    return wrapped;
  }

  /** The logger that alone writes a key of the line, or null. */
  String format() {
    return format;
  }

  /** Name of the format for {@code parse.format}. */
  String loggerFormat() {
    if (numericLevel) {
      return "json-bunyan".equals(format) ? format : "json-pino";
    }
    return format == null || format.equals("json-bunyan") ? "json" : format;
  }

  /** Whether a value can be what its key says, and better than what is there. */
  private boolean fits(Name name, Kind kind, int from, int to) {
    byte[] b = line.bytes();
    Field field = name.field();
    Slot taken = fields.slot(field);
    if (!taken.isFree() && taken.name().rank() <= name.rank()) {
      return false;
    }
    boolean string = kind == STRING || kind == ESCAPED_STRING;
    return switch (field) {
      case TIME -> time(kind, from, to);
      case TIME_SECONDS -> JsonValues.upTo(b, from, to, TimeParser.SECONDS_MAX - 1);
      case TIME_NANO_PART -> JsonValues.upTo(b, from, to, TimeParser.NANOS - 1);
      case LEVEL -> level(kind, from, to);
      case SEVERITY_NUMBER -> JsonValues.inRange(b, from, to, 1, 24);
      case HTTP_STATUS -> JsonValues.inRange(b, from, to, 100, 599);
      case HTTP_METHOD -> string && JsonValues.isMethod(b, from, to);
      case URL, URL_PATH -> string && JsonValues.isUrl(b, from, to);
      case DURATION_NANO -> Bytes.number(b, from, to) >= 0;
      case DURATION_MILLI -> kind == INTEGER || kind == DECIMAL;
      case TRACE_ID, SPAN_ID, DATADOG_TRACE_ID, DATADOG_SPAN_ID -> to > from;
      case TRACEPARENT -> string && TraceHeaders.trace(Bytes.text(b, from, to)) != null;
      case HOST -> string && JsonEnvelope.isHost(b, from, to);
      case LOG, ORIGINAL, PROGRAM, ZONE -> string && to > from;
      case FILE_PATH, FILE_GUESS -> string && JsonEnvelope.isFile(b, from, to);
      case FILE_OFFSET -> JsonValues.upTo(b, from, to, Long.MAX_VALUE);
      case SYSLOG_SEVERITY -> JsonValues.upTo(b, from, to, 7);
      case SYSLOG_PRIORITY -> JsonValues.upTo(b, from, to, 191);
      case PROCESS_ID -> JsonValues.upTo(b, from, to, Integer.MAX_VALUE);
      case PARTIAL -> kind == Kind.TRUE || (string && to == from + 1 && b[from] == 'P');
      default -> string && to > from;
    };
  }

  private boolean time(Kind kind, int from, int to) {
    byte[] b = line.bytes();
    boolean is =
        (kind == INTEGER || kind == DECIMAL)
            ? times.epoch(b, from, to)
            : kind == STRING && times.any(b, from, to, line.zone());
    if (is) {
      timeNanos = times.nanos();
    }
    return is;
  }

  private boolean level(Kind kind, int from, int to) {
    byte[] b = line.bytes();
    int found = 0;
    boolean gelf = "json-gelf".equals(format);
    if (kind == INTEGER && gelf && JsonValues.upTo(b, from, to, 7)) {
      found = Levels.syslog(b[from] - '0');
    } else if (kind == INTEGER) {
      found = Levels.bunyan(Bytes.number(b, from, to));
    } else if (kind == STRING) {
      int start = Bytes.skipBlanks(b, from, to);
      found = Levels.severity(b, start, Bytes.trimEnd(b, start, to));
      // Of winston; no layout of text has it for a level.
      boolean http = found == 0 && to - from == 4 && Bytes.startsWith(b, from, to, "http");
      found = http ? Levels.HTTP : found;
    }
    if (found > 0) {
      severity = found;
      numericLevel = kind == INTEGER && !gelf;
    }
    return found > 0;
  }

  /** Keeps what fills a field as an attribute. */
  void attribute(Slot slot) {
    attribute(slot.name(), slot.kind(), slot.from(), slot.to());
  }

  private void attribute(Name name, Kind kind, int from, int to) {
    draft.attribute(name.key(), JsonValues.value(line.bytes(), kind, from, to));
  }
}
