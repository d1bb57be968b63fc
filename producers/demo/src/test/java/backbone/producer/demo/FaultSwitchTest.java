// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FaultSwitchTest {

  @TempDir private Path folder;
  private final SteppedClock clock = new SteppedClock();

  @Test
  void isOnUntilItsEnd_whenSwitchedOn() throws IOException {
    Path file = folder.resolve("made/fault.json");

    FaultSwitch.on(file, Fault.SLOW_REDIS, Duration.ofMinutes(2), clock);

    Instant end = SteppedClock.START.plusSeconds(120);
    assertThat(Files.readString(file))
        .isEqualTo("{\"fault\":\"slow-redis\",\"until\":" + end.toEpochMilli() + "}");
    assertThat(FaultSwitch.read(file, clock))
        .contains(new FaultSwitch.Order(Fault.SLOW_REDIS, end));
    clock.move(Duration.ofMinutes(2));
    assertThat(FaultSwitch.read(file, clock)).isEmpty();
  }

  @Test
  void leavesOnlyTheSwitch_whenReplaced() throws IOException {
    Path file = folder.resolve("fault.json");

    FaultSwitch.on(file, Fault.SLOW_REDIS, Duration.ofMinutes(2));
    FaultSwitch.on(file, Fault.CPU_BURN, Duration.ofMinutes(2));

    assertThat(FaultSwitch.read(file).map(FaultSwitch.Order::fault)).contains(Fault.CPU_BURN);
    assertThat(folder.toFile().list()).containsExactly("fault.json");
    FaultSwitch.off(file);
    FaultSwitch.off(file);
    assertThat(FaultSwitch.read(file)).isEmpty();
  }

  @Test
  void refusesTime_whenNotBetween1MsAnd24Hours() {
    Path file = folder.resolve("fault.json");

    assertThatThrownBy(() -> FaultSwitch.on(file, Fault.CPU_BURN, Duration.ofHours(25)))
        .hasMessage("A fault cannot last PT25H. Choose a time between 1 ms and 24 h.");
    assertThatThrownBy(() -> FaultSwitch.on(file, Fault.CPU_BURN, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(file).doesNotExist();
  }

  @Test
  void listsFaults_whenNameIsUnknown() {
    assertThatThrownBy(() -> Fault.of("bad-tokens"))
        .hasMessage(
            "There is no fault bad-tokens. Choose one of bad-token, slow-redis, slow-inventory,"
                + " error-burst, cpu-burn.");
  }

  @Test
  void saysThatItCannotBeRead_whenSwitchIsNoFile() throws IOException {
    Path file = Files.createDirectories(folder.resolve("fault.json/below")).getParent();
    FaultWatch watch = new FaultWatch(file, clock);

    assertThat(watch.now()).isEmpty();
    assertThat(watch.complaint()).startsWith("demo.fault.file=" + file + " cannot be read");
  }

  @Test
  void ignoresAndNamesTheFile_whenContentIsBad() throws IOException {
    Path file = folder.resolve("fault.json");
    FaultWatch watch = new FaultWatch(file, clock);

    for (String bad :
        new String[] {
          "",
          "{",
          "[]",
          "{\"fault\":\"bad-token\"}",
          "{\"fault\":\"nothing\",\"until\":1}",
          "{\"fault\":\"bad-token\",\"until\":\"soon\"}",
          "x".repeat(5000)
        }) {
      Files.writeString(file, bad);
      assertThat(watch.now()).as(bad).isEmpty();
      assertThat(watch.complaint()).contains("demo.fault.file=" + file + " is not {", "Delete it");
    }
    FaultSwitch.on(file, Fault.BAD_TOKEN, Duration.ofMinutes(1), clock);
    assertThat(watch.now()).contains(Fault.BAD_TOKEN);
    assertThat(watch.complaint()).isEmpty();
  }
}
