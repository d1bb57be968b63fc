// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.bench.Row.Lost;
import backbone.launcher.bench.Row.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final Machine MACHINE = new Machine(2, "cpu", 4_096, "17", 0.1);
  private static final Reference OTHER = new Reference("collector", 50);

  @Test
  void holds_whenEveryRatioIsReached() {
    assertThat(report(Row.of("speed", "records/s", 150, OTHER, Bar.ratioAtLeast(3))).held())
        .isTrue();
    assertThat(report(Row.of("cpu", "us", 22, OTHER, Bar.ratioAtMost(0.45))).held()).isTrue();
  }

  @Test
  void doesNotHold_whenABarIsMissed() {
    assertThat(report(Row.of("speed", "records/s", 149, OTHER, Bar.ratioAtLeast(3))).held())
        .isFalse();
    assertThat(report(Row.of("alone", "records/s", 9, null, Bar.atLeast(10))).held()).isFalse();
  }

  @Test
  void doesNotHold_whenWeLoseOrDouble() {
    for (Lost lost : List.of(new Lost(1, 0, 0), new Lost(0, 0, 1))) {
      assertThat(report(new Row("s", "records/s", 999, OTHER, Bar.NONE, lost)).held()).isFalse();
    }
  }

  @Test
  void saysEverythingInJson() throws IOException {
    Row row = new Row("s", "records/s", 200, OTHER, Bar.ratioAtLeast(3), new Lost(0, 7, 0));
    JsonNode json = new ObjectMapper().readTree(report(row).json());
    assertThat(json.at("/rows/0/ratio").asDouble()).isEqualTo(4);
    assertThat(json.at("/rows/0/referenceName").asText()).isEqualTo("collector");
    assertThat(json.at("/rows/0/lost/1").asInt()).isEqualTo(7);
    assertThat(json.at("/machine/cores").asInt()).isEqualTo(2);
    assertThat(json.at("/held").asBoolean()).isTrue();
  }

  @Test
  void warns_whenTheMachineIsBusy() {
    Machine busy = new Machine(2, "cpu", 4_096, "17", 1.5);
    assertThat(new Report(List.of(), busy, Map.of()).text()).contains("BUSY");
    assertThat(report(Row.of("a", "x", 1, null, Bar.NONE)).text()).doesNotContain("BUSY");
  }

  private static Report report(Row row) {
    return new Report(List.of(row), MACHINE, Map.of("backbone", "0.1.0"));
  }
}
