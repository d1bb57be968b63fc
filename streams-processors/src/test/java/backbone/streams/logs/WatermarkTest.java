// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static backbone.streams.logs.Bench.START_MS;
import static backbone.streams.logs.Bench.headers;
import static backbone.streams.logs.Bench.text;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.streams.InputProgress;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatermarkTest {

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  private List<Long> watermarks() {
    return bench.all().stream()
        .filter(record -> record.value() == null)
        .map(r -> Long.parseLong(text(r.headers().lastHeader("telemetry-watermark").value())))
        .map(ms -> ms - START_MS)
        .toList();
  }

  @Test
  void watermarkHasGoldenHeaders() {
    bench.send(10, "x");
    bench.all();
    bench.punctuate();

    TestRecord<byte[], byte[]> record = bench.all().get(0);
    assertThat(record.key()).isNull();
    assertThat(record.value()).isNull();
    assertThat(headers(record))
        .containsExactly(
            "telemetry-control=watermark",
            "telemetry-raw=telemetry.logs.raw/0",
            "telemetry-watermark=" + (START_MS + 9));
  }

  @Test
  void nothingIsWritten_whenNothingIsKnown() {
    bench.punctuate();

    assertThat(bench.all()).isEmpty();
  }

  @Test
  void watermarkStaysBehindTheLastRecord_whenMoreMayCome() {
    bench.send(10, "x");
    bench.punctuate();
    bench.punctuate();
    bench.send(20, "y");
    bench.punctuate();

    assertThat(watermarks()).containsExactly(9L, 19L);
  }

  @Test
  void watermarkFollowsTheWallClock_whenThePartitionIsRead() {
    bench.send(10, "x");
    bench.punctuate();
    bench.readToEndAtMs = START_MS + 5_000;
    bench.punctuate();
    bench.readToEndAtMs = InputProgress.UNKNOWN;
    bench.punctuate();
    bench.readToEndAtMs = START_MS + 4_000;
    bench.punctuate();

    assertThat(watermarks()).containsExactly(9L, 3_000L);
  }

  @Test
  void laterRecordArrivesAfterTheWatermark_whenTheBrokersClockIsBehind() {
    bench.readToEndAtMs = START_MS + 10_000;
    bench.punctuate();
    bench.send(100, "x");
    bench.readToEndAtMs = InputProgress.UNKNOWN;
    bench.punctuate();

    List<TestRecord<byte[], byte[]>> all = bench.all();
    assertThat(headers(all.get(1))).contains("telemetry-arrival=" + (START_MS + 8_001));
    assertThat(all).hasSize(2);
    assertThat(bench.ledger().late()).isEqualTo(1);
  }
}
