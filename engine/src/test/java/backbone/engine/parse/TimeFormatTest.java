// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFormatTest {

  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
  private static final long ARRIVAL_MS = Instant.parse("2024-03-01T12:00:00Z").toEpochMilli();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "dd.MM.yyyy HH:mm:ss,SSS; 01.02.2024 09:00:00,250; 2024-02-01T00:00:00.250Z",
        "yyyy-MM-dd'T'HH:mm:ssXXX; 2024-02-01T09:00:00+02:00; 2024-02-01T07:00:00Z",
        "EEE MMM d HH:mm:ss yyyy; Thu Feb 1 09:00:00 2024; 2024-02-01T00:00:00Z",
        "MMM d HH:mm:ss; Dec 31 09:00:00; 2023-12-31T00:00:00Z",
        "MMM d HH:mm:ss; Feb 29 09:00:00; 2024-02-29T00:00:00Z",
        "HH:mm:ss; 23:30:00; 2024-02-29T14:30:00Z",
        "HH:mm:ss; 20:30:00; 2024-03-01T11:30:00Z",
        "yyyyMMdd; 20240201; 2024-01-31T15:00:00Z",
        "epoch_seconds; 1706745600.5; 2024-02-01T00:00:00.500Z",
        "epoch_millis; 1706745600500; 2024-02-01T00:00:00.500Z",
        "epoch_micros; 1706745600500000; 2024-02-01T00:00:00.500Z",
        "epoch_nanos; 1706745600500000000; 2024-02-01T00:00:00.500Z",
      })
  void readsWhatItDescribes(String pattern, String text, String expected) {
    long nanos = TimeFormat.of(pattern, null).nanos(text, SEOUL, ARRIVAL_MS);

    assertThat(Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000))
        .isEqualTo(Instant.parse(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "yyyy-MM-dd; 2024-13-01",
        "yyyy-MM-dd; 2024-02-01x",
        "yyyy-MM-dd; 1969-01-01",
        "yyyy-MM-dd; 9999-01-01",
        "epoch_seconds; 99999999999999999999",
        "epoch_seconds; 1e9",
        "epoch_millis; 1.2.3",
        "epoch_millis; ''",
        "HH; x",
      })
  void tellsThatThereIsNone(String pattern, String text) {
    assertThat(TimeFormat.of(pattern, null).nanos(text, SEOUL, ARRIVAL_MS))
        .isEqualTo(TimeFormat.NONE);
  }
}
