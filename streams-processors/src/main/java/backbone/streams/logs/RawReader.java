// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static backbone.schema.TelemetryHeaders.CONTENT_TYPE;
import static backbone.schema.TelemetryHeaders.CUT;
import static backbone.schema.TelemetryHeaders.ENV;
import static backbone.schema.TelemetryHeaders.HOST;
import static backbone.schema.TelemetryHeaders.LINES;
import static backbone.schema.TelemetryHeaders.ORIGIN;
import static backbone.schema.TelemetryHeaders.PATH;
import static backbone.schema.TelemetryHeaders.REGION;
import static backbone.schema.TelemetryHeaders.REPLAY;
import static backbone.schema.TelemetryHeaders.SERVICE;
import static backbone.schema.TelemetryHeaders.TEAM;
import static backbone.schema.TelemetryHeaders.ZONE;
import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.normalize.RawLog;
import backbone.engine.normalize.Source;
import backbone.schema.Origin;
import backbone.streams.Entrance;
import backbone.streams.raw.RawPartition;
import backbone.streams.raw.SenderNames;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads what a raw record says about itself. Headers are a sender's text: what cannot be read
 * counts as absent and never fails. Of one thread.
 */
final class RawReader {

  private static final int[] ONE_LINE = {0};
  private static final int ZONES_MAX = 1_000;

  private final Map<String, ZoneId> zones = new HashMap<>();
  private final SenderNames names = new SenderNames();

  /**
   * A record and what the job needs to know beside it.
   *
   * @param named whether the sender gave the origin, so that it may repeat it
   * @param replay whether a replay wrote it
   */
  record Incoming(RawLog raw, boolean named, boolean replay) {}

  /** All headers that matter, found in one pass. */
  private static final class Found {
    private String contentType;
    private String origin;
    private String lines;
    private String host;
    private String zone;
    private String path;
    private String service;
    private String env;
    private String region;
    private String team;
    private boolean cut;
    private boolean replay;

    void take(Header header) {
      if (header.value() == null) {
        return;
      }
      String text = new String(header.value(), UTF_8);
      switch (header.key()) {
        case CONTENT_TYPE -> contentType = text;
        case ORIGIN -> origin = text;
        case LINES -> lines = text;
        case HOST -> host = text;
        case ZONE -> zone = text;
        case PATH -> path = text;
        case SERVICE -> service = text;
        case ENV -> env = text;
        case REGION -> region = text;
        case TEAM -> team = text;
        case CUT -> cut = "1".equals(text);
        default -> {}
      }
    }
  }

  /** Reads a record at an offset of a raw partition. */
  Incoming read(Record<byte[], byte[]> record, RawPartition at, long offset, long arrivalMs) {
    Found found = find(record.headers());
    Origin origin = origin(found.origin);
    boolean named = origin != null;
    if (!named) {
      origin = at.origin(offset);
    }
    RawLog raw =
        new RawLog(
            record.value(),
            found.contentType,
            source(found, at.topic().entrance()),
            origin,
            arrivalMs,
            lines(found.lines, named ? origin.end() - origin.start() : Integer.MAX_VALUE),
            found.cut);
    return new Incoming(raw, named, found.replay);
  }

  /**
   * Reads a record outside of the job.
   *
   * @param otherwise origin of a record that names none
   */
  RawLog read(byte[] value, Headers headers, Entrance entrance, Place otherwise) {
    Found found = find(headers);
    Origin named = origin(found.origin);
    Origin origin = named == null ? otherwise.origin() : named;
    return new RawLog(
        value,
        found.contentType,
        source(found, entrance),
        origin,
        otherwise.arrivalMs(),
        lines(found.lines, named == null ? Integer.MAX_VALUE : origin.end() - origin.start()),
        found.cut);
  }

  /** Where and when a record came. */
  record Place(Origin origin, long arrivalMs) {}

  private static Found find(Headers headers) {
    Found found = new Found();
    for (Header header : headers) {
      found.replay |= header.key().equals(REPLAY);
      found.take(header);
    }
    return found;
  }

  private Source source(Found found, Entrance entrance) {
    return new Source(
        found.host,
        found.path,
        zone(found.zone),
        or(found.service, entrance.service()),
        entrance.env(names.masked(found.env)),
        entrance.region(names.masked(found.region)),
        entrance.team(names.masked(found.team)));
  }

  private static String or(String own, String otherwise) {
    return own == null || own.isBlank() ? otherwise : own;
  }

  private ZoneId zone(String name) {
    if (name == null) {
      return ZoneOffset.UTC;
    }
    ZoneId known = zones.get(name);
    if (known == null) {
      known = parseZone(name);
      if (zones.size() < ZONES_MAX) {
        zones.put(name, known);
      }
    }
    return known;
  }

  private static ZoneId parseZone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  /**
   * The sender's origin, or null when there is none or it cannot be one. Its source becomes a key,
   * so one that holds the number of a card, say, counts as none.
   */
  private Origin origin(String text) {
    if (text == null) {
      return null;
    }
    try {
      Origin origin = Origin.parse(text);
      boolean usable = names.isSafe(origin.source()) && origin.start() < origin.end();
      return usable ? origin : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Line starts, ascending from 0 and below the length; else one line. */
  private static int[] lines(String text, long length) {
    if (text == null) {
      return ONE_LINE;
    }
    String[] parts = text.split(",", -1);
    int[] starts = new int[parts.length];
    try {
      for (int i = 0; i < parts.length; i++) {
        starts[i] = Integer.parseInt(parts[i]);
        boolean fits = i == 0 ? starts[0] == 0 : starts[i] > starts[i - 1] && starts[i] < length;
        if (!fits) {
          return ONE_LINE;
        }
      }
      return starts;
    } catch (NumberFormatException e) {
      return ONE_LINE;
    }
  }
}
