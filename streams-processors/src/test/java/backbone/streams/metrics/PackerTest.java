// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PackerTest {

  private static final Owner OWNER = new Owner("결제", "prod", "kr", "pay");

  @Test
  void numbersAndTextsComeBack() {
    long[] numbers = {0, 1, 127, 128, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE};
    Packer packer = new Packer();
    for (long number : numbers) {
      packer.number(number).text("결제 " + number);
    }
    Unpacker unpacker = new Unpacker(packer.toBytes());
    for (long number : numbers) {
      assertThat(unpacker.number()).isEqualTo(number);
      assertThat(unpacker.text()).isEqualTo("결제 " + number);
    }
    assertThat(unpacker.more()).isFalse();
  }

  @Test
  void seriesOfEveryFamilyComesBack() {
    Packer packer = new Packer();
    for (Series series :
        new Series[] {
          Series.logEvents(OWNER, "error"),
          Series.httpResponses(OWNER, "/a", "200", "spans"),
          Series.exceptions(OWNER, "IOException", "logs"),
          Series.edge(OWNER, "cart", "database"),
          Series.spans(OWNER, "GET", "SPAN_KIND_SERVER", "STATUS_CODE_OK")
        }) {
      series.write(packer.clear());
      assertThat(Series.read(new Unpacker(packer.toBytes()))).isEqualTo(series);
    }
  }

  @Test
  void versionOfALaterReleaseIsRefused() {
    byte[] stored = new Packer().number(9).toBytes();

    assertThatThrownBy(() -> new Unpacker(stored).version("store x", 1))
        .hasMessage("store x holds version 9, this release reads 1");
  }

  @Test
  void seriesTextIsWhatPrometheusWouldWrite() {
    assertThat(MetricName.text("log_events_total", Series.logEvents(OWNER, "a\"b\\c")))
        .isEqualTo(
            "log_events_total{service_name=\"결제\",env=\"prod\",region=\"kr\",team=\"pay\","
                + "level=\"a\\\"b\\\\c\"}");
  }
}
