// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.Attribute;
import backbone.schema.LogEvent;
import backbone.schema.Origin;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a normalizer made of some records. */
final class Captured implements NormalizerOutput {

  static final long ARRIVAL_MS = Instant.parse("2024-03-01T12:00:00Z").toEpochMilli();
  static final Source SEOUL =
      new Source("web-1", null, ZoneId.of("Asia/Seoul"), null, "prod", "kr", "shop");

  final List<LogEvent> events = new ArrayList<>();
  final List<String> dead = new ArrayList<>();
  final List<String> excerpts = new ArrayList<>();
  final List<String> dropped = new ArrayList<>();

  @Override
  public void event(LogEvent event) {
    events.add(event);
  }

  @Override
  public void dead(String faultClass, String reason, String maskedExcerpt) {
    dead.add(faultClass);
    excerpts.add(maskedExcerpt);
  }

  @Override
  public void dropped(String reason) {
    dropped.add(reason);
  }

  /** A record as a sender without joining sends it, from a host in Seoul. */
  static RawLog raw(byte[] value) {
    return raw(value, new int[] {0});
  }

  static RawLog raw(byte[] value, int[] lineStarts) {
    Origin origin = new Origin("src", 1, 100, 100 + value.length);
    return new RawLog(value, null, SEOUL, origin, ARRIVAL_MS, lineStarts, false);
  }

  static Captured of(RawLog raw) {
    Captured captured = new Captured();
    Normalizer.standard().normalize(raw, captured);
    return captured;
  }

  static Captured of(String text) {
    return of(raw(text.getBytes(UTF_8)));
  }

  /** The event of a text that is exactly one. */
  static LogEvent one(String text) {
    return only(of(text));
  }

  /** The event of lines that the shipper has joined. */
  static LogEvent joined(String text) {
    return only(of(raw(text.getBytes(UTF_8), new int[] {0, 10})));
  }

  static String time(LogEvent event) {
    long nanos = event.getEventTimeUnixNano();
    return Instant.ofEpochSecond(
            Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L))
        .toString();
  }

  static Map<String, Object> attributes(LogEvent event) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (Attribute attribute : event.getAttributes()) {
      attributes.put(attribute.getKey(), attribute.getValue());
    }
    return attributes;
  }

  private static LogEvent only(Captured captured) {
    if (captured.events.size() != 1 || !captured.dead.isEmpty()) {
      throw new AssertionError(captured.events + " dead=" + captured.dead);
    }
    return captured.events.get(0);
  }
}
