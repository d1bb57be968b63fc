// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import backbone.engine.mask.MaskKeys;
import backbone.engine.mask.Masker;
import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Payload;
import backbone.engine.normalize.lines.Items;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Cut;
import backbone.engine.normalize.text.Encoding;
import backbone.engine.normalize.text.Line;
import backbone.engine.parse.Drops;
import backbone.schema.LogEvent;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Raw records in, masked events out. Keeps buffers, so one per thread; not safe for several.
 *
 * <p>Never throws for a record, whatever its bytes, and loses nothing: an unknown format becomes an
 * event with the whole line as message and {@code parse.status=text}; what is no text becomes a
 * dead letter; blank lines are counted as dropped. Knows no clock and keeps nothing from one record
 * to the next that could change a result, so the same record always gives the same events.
 */
public final class Normalizer {

  /** An event of more bytes is cut there and marked {@code line-cut}. */
  public static final int LINE_BYTES_MAX = 256 * 1024;

  /** Raised whenever the same bytes would give another event. */
  private static final String ENGINE_REVISION = "normalize-4";

  /** Told of events that a user's rule leaves out. */
  private static final String DROPPED_BY_RULE = "rule";

  private static final long ARRIVAL_MS_MAX = 9_000_000_000_000L;

  private final Encoding encoding = new Encoding();
  private final LogRules rules;
  private final String version;
  private final Redaction redaction;
  private final UserFormats users;
  private final Formats formats;
  private final Renames renames;

  /** How many more items a record has than it has lines, as OTLP's have several. */
  private int shift;

  /** Whether the record at hand was in UTF-16. */
  private boolean wide;

  private Normalizer(LogRules rules, Masker masker) {
    this.rules = rules;
    version = hash(ENGINE_REVISION + " " + rules.masks().version() + " " + rules.parse().version());
    redaction = new Redaction(masker);
    users = new UserFormats(rules.parse().formats(), redaction);
    formats = new Formats(users);
    renames = new Renames(rules.parse(), redaction);
  }

  /** A new normalizer with all formats and masking rules, and none of a user. */
  public static Normalizer standard() {
    return of(LogRules.STANDARD, MaskKeys.none());
  }

  /**
   * A new normalizer with the rules of a user.
   *
   * @throws IllegalArgumentException when a key that the rules need is missing
   */
  public static Normalizer of(LogRules rules, MaskKeys keys) {
    return new Normalizer(rules, Masker.of(rules.masks(), keys));
  }

  /** Short hash of the engine's version and all its rules; written into every event. */
  public String rulesVersion() {
    return version;
  }

  /**
   * Turns a raw record into events, dead letters and drops, in the order of its items.
   *
   * @param out called on this thread before the method returns; what it throws is passed on
   */
  public void normalize(RawLog raw, NormalizerOutput out) {
    byte[] value = raw.value();
    if (value == null) {
      out.dropped("blank");
      return;
    }
    shift = 0;
    users.from(raw.source().service(), raw.source().path());
    if (OtlpLogs.isMeant(raw.contentType()) || OtlpSniff.isProtobuf(value)) {
      otlp(new Item(raw, 0, value.length, 0), false, out);
      return;
    }
    byte[] text = Utf16.utf8(value);
    wide = text != null;
    lines(wide ? Utf16.with(raw, text) : raw, out);
  }

  private void lines(RawLog raw, NormalizerOutput out) {
    boolean joined = raw.lineStarts() != null && raw.lineStarts().length > 1;
    Items.split(
        raw.value(),
        joined,
        new Items.Sink() {
          @Override
          public void item(int from, int to, int number) {
            Normalizer.this.item(new Item(raw, from, to, raw.firstItem() + number), out);
          }

          @Override
          public void blank() {
            out.dropped("blank");
          }
        });
  }

  /** A stretch of a record, and its place among the record's items. */
  private record Item(RawLog raw, int from, int to, int number) {

    byte[] bytes() {
      return raw.value();
    }

    boolean isTooLong() {
      return to - from > LINE_BYTES_MAX;
    }

    /** Only the last item can have met the sender's limit. */
    boolean isCutBySender() {
      return raw.cut() && to == Bytes.trimEnd(raw.value(), from, raw.value().length);
    }

    Item cut() {
      int limit = isTooLong() ? from + LINE_BYTES_MAX : to;
      return new Item(raw, from, Cut.end(raw.value(), from, limit), number);
    }
  }

  private void item(Item whole, NormalizerOutput out) {
    if (OtlpSniff.isJson(whole.bytes(), whole.from(), whole.to())) {
      otlp(whole, true, out);
      return;
    }
    boolean cut = whole.isTooLong() || whole.isCutBySender();
    Item item = cut ? whole.cut() : whole;
    Encoding.Kind kind = encoding.read(item.bytes(), item.from(), item.to());
    if (kind == Encoding.Kind.BINARY) {
      String reason = "The bytes are no text in UTF-8 or Latin-1: too many are control characters.";
      out.dead("undecodable", reason, excerpt(item));
      return;
    }
    LogEvent event;
    try {
      event = event(item, kind, cut);
    } catch (RuntimeException defect) {
      // Ours to mend, but a thread that dies of it would stop every record behind this one.
      String reason = "The engine failed on it: " + defect.getClass().getName() + ".";
      out.dead("defect", reason, excerpt(item));
      return;
    }
    give(event, out);
  }

  private static void give(LogEvent event, NormalizerOutput out) {
    if (event == null) {
      out.dropped(DROPPED_BY_RULE);
    } else {
      out.event(event);
    }
  }

  /** All records are read before the first leaves, so what cannot be read is one dead letter. */
  private void otlp(Item item, boolean json, NormalizerOutput out) {
    List<LogEvent> events = new ArrayList<>();
    int number = item.number() + shift;
    try {
      ExportLogsServiceRequest request =
          OtlpLogs.request(item.bytes(), item.from(), item.to(), json);
      OtlpLogs.read(request, draft -> events.add(record(item, number + events.size(), draft)));
    } catch (InvalidProtocolBufferException | IllegalArgumentException broken) {
      String form = json ? "OTLP's JSON" : "protobuf";
      String reason = "The bytes are no ExportLogsServiceRequest in " + form + ".";
      out.dead("undecodable", reason, otlpExcerpt(item, json));
      return;
    } catch (RuntimeException defect) {
      String reason = "The engine failed on it: " + defect.getClass().getName() + ".";
      out.dead("defect", reason, otlpExcerpt(item, json));
      return;
    }
    events.forEach(event -> give(event, out));
    if (events.isEmpty()) {
      out.dropped("blank");
    }
    shift += Math.max(0, events.size() - 1);
  }

  private LogEvent record(Item item, int number, Draft draft) {
    LogEvent event = draft.event();
    redaction.begin();
    if (event.getLevel() == null) {
      // As a Collector writes it that only reads files: the line is all there is.
      byte[] body = event.getMessage().getBytes(StandardCharsets.UTF_8);
      Line around = line(new Item(item.raw(), 0, 0, 0), Encoding.Kind.UTF_8_TEXT);
      formats.payload().takeKnown(around, new Payload.Text(body, 0, body.length, null), draft);
    }
    return finished(item.raw(), item.from(), number, draft);
  }

  private String otlpExcerpt(Item item, boolean json) {
    return json ? excerpt(item) : redaction.binaryExcerpt(item.bytes(), item.from(), item.to());
  }

  /** Null when a rule drops it; that comes last of all that could give it another number. */
  private LogEvent finished(RawLog raw, int from, int number, Draft draft) {
    renames.apply(draft);
    identity(raw, from, number, draft);
    ClientAddress.settle(draft);
    Drops drops = rules.parse().drops();
    if (drops.event(draft.event())) {
      return null;
    }
    if (drops.anyAttribute()) {
      draft.event().getAttributes().removeIf(attribute -> drops.attribute(attribute.getKey()));
    }
    redaction.apply(draft.event());
    return draft.event();
  }

  private LogEvent event(Item item, Encoding.Kind kind, boolean cut) {
    Draft draft = new Draft();
    redaction.begin();
    formats.read(line(item, kind), draft);
    if (kind.flag() != null || wide) {
      draft.flag(wide ? "charset-utf-16" : kind.flag());
    }
    if (cut) {
      draft.flag("line-cut");
    }
    return finished(item.raw(), item.from(), item.number() + shift, draft);
  }

  private static Line line(Item item, Encoding.Kind kind) {
    boolean plain = kind == Encoding.Kind.UTF_8_TEXT;
    byte[] bytes = plain ? item.bytes() : Encoding.utf8(item.bytes(), item.from(), item.to(), kind);
    int from = plain ? item.from() : 0;
    int to = plain ? item.to() : bytes.length;
    RawLog raw = item.raw();
    int start = Bytes.skipByteOrderMark(bytes, from, to);
    int end = Bytes.lineEnd(bytes, start, to);
    if (end > start && bytes[end - 1] == '\r') {
      end--;
    }
    ZoneId zone = raw.source().zone() == null ? ZoneOffset.UTC : raw.source().zone();
    return new Line(bytes, start, end, to, zone, arrivalMs(raw));
  }

  /** What the record says of itself, and the entrance of it. */
  private void identity(RawLog raw, int from, int number, Draft draft) {
    LogEvent event = draft.event();
    Source source = raw.source();
    event.setOriginId(raw.origin().id(number));
    event.setArrivalUnixMilli(raw.arrivalMs());
    if (!draft.timed()) {
      event.setEventTimeUnixNano(arrivalMs(raw) * 1_000_000);
      draft.flag("time-from-arrival");
    }
    if (event.getServiceName() == null) {
      event.setServiceName(source.service());
    }
    if (event.getHostName() == null) {
      event.setHostName(source.host());
    }
    if (source.path() != null) {
      int[] starts = raw.lineStarts();
      int first = starts == null || starts.length == 0 ? 0 : starts[0];
      event.setFilePath(source.path());
      event.setFileOffset(raw.origin().start() + first + from);
    }
    event.setEnv(source.env() == null ? "dev" : source.env());
    event.setRegion(source.region() == null ? "local" : source.region());
    event.setTeam(source.team() == null ? "default" : source.team());
    event.setRulesVersion(version);
  }

  private String excerpt(Item item) {
    try {
      return redaction.excerpt(item.bytes(), item.from(), item.to());
    } catch (RuntimeException defect) {
      return "";
    }
  }

  private static long arrivalMs(RawLog raw) {
    return Math.max(0, Math.min(raw.arrivalMs(), ARRIVAL_MS_MAX));
  }

  private static String hash(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java platform has SHA-256.", missing);
    }
  }
}
