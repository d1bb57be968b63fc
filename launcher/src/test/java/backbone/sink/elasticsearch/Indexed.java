// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.schema.MetricMinute;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** What the sink puts into Elasticsearch, for tests in other packages. */
public final class Indexed {

  private Indexed() {}

  /**
   * Mapping of the indices of a signal, as its template has it.
   *
   * @param signal {@code logs}, {@code spans} or {@code metrics}
   */
  public static JsonNode mapping(String signal) throws IOException {
    for (Signal one : Signal.values()) {
      if (one.word().equals(signal)) {
        try (InputStream file = Signal.class.getResourceAsStream(one.mapping())) {
          return new ObjectMapper().readTree(file);
        }
      }
    }
    throw new IllegalArgumentException(signal + " is no signal of the sink");
  }

  /** The document of a minute. */
  public static byte[] document(MetricMinute minute, String series, long ingestedMs) {
    return MinuteDocument.json(minute, series, ingestedMs);
  }

  /** The index that something goes to. */
  public static String index(
      String signal, long eventUnixNano, long arrivalUnixMilli, String team) {
    for (Signal one : Signal.values()) {
      if (one.word().equals(signal)) {
        return new IndexNames("telemetry", one, false)
            .of(eventUnixNano, arrivalUnixMilli, team)
            .name();
      }
    }
    throw new IllegalArgumentException(signal + " is no signal of the sink");
  }

  /** Before its arrival by more than this, an event goes to the index {@code outside}. */
  public static Duration pastMax() {
    return IndexNames.PAST_MAX;
  }

  /** After its arrival by more than this, likewise. */
  public static Duration futureMax() {
    return IndexNames.FUTURE_MAX;
  }
}
