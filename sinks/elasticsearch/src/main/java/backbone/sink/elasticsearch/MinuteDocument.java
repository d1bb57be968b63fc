// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.schema.Label;
import backbone.schema.MetricMinute;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A {@link MetricMinute} as the index gets it. */
final class MinuteDocument {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private MinuteDocument() {}

  /**
   * One line of UTF-8 JSON without a line end.
   *
   * @param ingestedMs when the broker took the record, milliseconds since 1970
   */
  static byte[] json(MetricMinute minute, String series, long ingestedMs) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField(
          "@timestamp", MILLIS.format(Instant.ofEpochMilli(minute.getStartUnixMilli())));
      json.writeStringField("event.ingested", MILLIS.format(Instant.ofEpochMilli(ingestedMs)));
      names(minute, series, json);
      values(minute, json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("bug: writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static void names(MetricMinute minute, String series, JsonGenerator json)
      throws IOException {
    json.writeStringField("metric.name", minute.getName());
    json.writeStringField("metric.kind", minute.getKind());
    json.writeNumberField("metric.length_ms", minute.getLengthMilli());
    json.writeStringField("service.name", minute.getServiceName());
    json.writeStringField("labels.env", minute.getEnv());
    json.writeStringField("labels.region", minute.getRegion());
    json.writeStringField("labels.team", minute.getTeam());
    labels(minute.getLabels(), json);
    json.writeStringField("metric.series", series);
    json.writeStringField("metric.part", minute.getPart());
  }

  /** The first value of a key wins: Elasticsearch refuses documents that name a key twice. */
  private static void labels(List<Label> labels, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("metric.labels");
    Set<String> written = new HashSet<>();
    for (Label label : labels) {
      String key = label.getKey().replace('\0', '\uFFFD');
      if (written.add(key)) {
        json.writeStringField(key, label.getValue());
      }
    }
    json.writeEndObject();
  }

  private static void values(MetricMinute minute, JsonGenerator json) throws IOException {
    json.writeNumberField("metric.count", minute.getCount());
    if (Double.isFinite(minute.getSum())) {
      json.writeNumberField("metric.sum", minute.getSum());
    }
    if (minute.getBuckets().isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("metric.le");
    for (int i = 0; i < minute.getBuckets().size(); i++) {
      json.writeNumberField(Integer.toString(i), minute.getBuckets().get(i));
    }
    json.writeEndObject();
    json.writeArrayFieldStart("metric.bounds");
    for (double bound : minute.getBounds()) {
      json.writeNumber(bound);
    }
    json.writeEndArray();
  }
}
