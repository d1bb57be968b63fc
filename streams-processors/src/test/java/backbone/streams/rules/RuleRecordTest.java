// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.engine.rules.RuleFile;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleRecordTest {

  private static final RuleRecord RECORD =
      new RuleRecord(
          "ownership",
          "0123456789abcdef",
          "ownership: {카트: \"x\"}\n",
          Instant.parse("2026-03-01T12:00:00.250Z"),
          Instant.parse("2026-03-01T11:59:00Z"),
          "why");

  @Test
  void readsWhatItWrites() {
    assertThat(new String(RECORD.key(), UTF_8)).isEqualTo("ownership/1772366400250");
    assertThat(new String(RECORD.value(), UTF_8))
        .isEqualTo(
            "{\"name\":\"ownership\",\"version\":\"0123456789abcdef\","
                + "\"text\":\"ownership: {카트: \\\"x\\\"}\\n\","
                + "\"effective\":\"2026-03-01T12:00:00.250Z\","
                + "\"applied\":\"2026-03-01T11:59:00Z\",\"note\":\"why\"}");
    assertThat(RuleRecord.read(RECORD.key(), RECORD.value())).isEqualTo(RECORD);
  }

  @Test
  void fitsIntoARecord_whenTheTextIsAsLongAsItMayBe() {
    String widest = "가".repeat(RuleFile.CHARS_MAX);
    RuleRecord record = new RuleRecord("sampling", "v", widest, Instant.EPOCH, Instant.EPOCH, "");

    assertThat(record.value().length).isLessThan(RuleRecord.BYTES_MAX);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a/1 | {} | it has no name",
        "a/1 | {\"name\" | it is no JSON of a version",
        "a/1 | [1] | it has no name",
        "a/1 | {\"name\":\"a\",\"text\":5} | it has no text",
        "a/1 | {\"name\":\"a\",\"text\":\"\",\"effective\":\"soon\"} | it is no JSON of a version",
        "a/1 | {\"name\":\"a\",\"text\":\"\",\"effective\":\"1970-01-01T00:00:00.002Z\"} | its key is",
      })
  void refuses(String key, String value, String message) {
    assertThatThrownBy(() -> RuleRecord.read(key.getBytes(UTF_8), value.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void refusesAllElse_andNeverFailsOtherwise() {
    Random random = new Random(11);
    for (int i = 0; i < 5_000; i++) {
      byte[] value = RECORD.value();
      for (int hits = random.nextInt(4); hits >= 0; hits--) {
        value[random.nextInt(value.length)] = (byte) random.nextInt();
      }
      try {
        RuleRecord.read(RECORD.key(), value);
      } catch (IllegalArgumentException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
    assertThatThrownBy(() -> RuleRecord.read(null, new byte[0])).hasMessage("it has no key");
    assertThatThrownBy(() -> RuleRecord.read(new byte[0], null)).hasMessage("it has no value");
  }
}
