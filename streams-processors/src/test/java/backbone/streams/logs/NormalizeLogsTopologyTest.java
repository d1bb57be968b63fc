// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static backbone.schema.TelemetryHeaders.ENV;
import static backbone.schema.TelemetryHeaders.ORIGIN;
import static backbone.schema.TelemetryHeaders.REGION;
import static backbone.schema.TelemetryHeaders.REPLAY;
import static backbone.schema.TelemetryHeaders.SERVICE;
import static backbone.schema.TelemetryHeaders.TEAM;
import static backbone.streams.logs.Bench.START_MS;
import static backbone.streams.logs.Bench.headers;
import static backbone.streams.logs.Bench.text;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.Origin;
import backbone.streams.Entrance;
import backbone.streams.raw.Ledger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NormalizeLogsTopologyTest {

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void topologyIsAsDocumented() throws Exception {
    Path golden =
        Path.of(System.getProperty("backbone.root"), "docs/topologies/normalize-logs.txt");
    String described = bench.topology().describe().toString().replaceAll("(?m)[ \t]+$", "");
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, described);
    }
    assertThat(described).isEqualTo(Files.readString(golden));
  }

  @Test
  void eventHasKeyAndGoldenHeaders_whenSourceHasNoOrigin() {
    bench.send(0, "hello");

    TestRecord<byte[], byte[]> record = bench.all().get(0);
    assertThat(text(record.key())).isEqualTo("c0de-0");
    assertThat(text(record.value()))
        .isEqualTo("c0de-0:0:000000000000|" + START_MS + "|prod/kr/shop/fallback|hello");
    assertThat(headers(record))
        .containsExactly("telemetry-arrival=" + START_MS, "telemetry-raw=telemetry.logs.raw/0/0");
  }

  @Test
  void eventIsKeyedByTrace_whenItHasOne() {
    bench.send(0, "trace=abc hello", ORIGIN, "file1:0:0-16");

    assertThat(text(bench.all().get(0).key())).isEqualTo("abc");
  }

  @Test
  void entranceWins_whereItSaysWhoseItsRecordsAre() {
    bench.send(
        0, "x", ENV, "stage", REGION, "eu", TEAM, "pay", SERVICE, "payment", ORIGIN, "f:0:0-2");

    assertThat(bench.events())
        .containsExactly("f:0:000000000000|" + START_MS + "|prod/kr/shop/payment|x");
  }

  @Test
  void headersCount_whereTheEntranceSaysNothing() {
    Entrance open = new Entrance(Bench.RAW, Entrance.Signal.LOGS, null, null, null, null);
    try (Bench shared = new Bench(open)) {
      shared.send(0, "x", ENV, "stage", REGION, "eu", TEAM, "pay", SERVICE, "payment");
      shared.send(0, "y", SERVICE, "payment");

      List<String> events = shared.events();
      assertThat(events).first().asString().contains("|stage/eu/pay/payment|");
      assertThat(events).last().asString().contains("|dev/local/");
    }
  }

  @Test
  void originIsIgnored_whenItIsNone() {
    bench.send(0, "a", ORIGIN, "no origin");
    bench.send(0, "b", ORIGIN, "jane@example.com:0:0-2");
    bench.send(0, "c", ORIGIN, "f:0:5-5");

    assertThat(bench.events()).allMatch(event -> event.startsWith("c0de-0:0:"));
  }

  @Test
  void originIsIgnored_whenItsSourceIsSomebodysNumber() {
    bench.send(0, "a", ORIGIN, "4111111111111111:0:0-2");
    bench.send(0, "b", ORIGIN, "900101-1234567:0:0-2");
    bench.send(0, "c", ORIGIN, "010-1234-5678:0:0-2");

    assertThat(bench.events()).hasSize(3).allMatch(event -> event.startsWith("c0de-0:0:"));
  }

  @Test
  void headersAreMasked_whereTheEntranceSaysNothing() {
    Entrance open = new Entrance(Bench.RAW, Entrance.Signal.LOGS, null, null, null, null);
    try (Bench shared = new Bench(open)) {
      shared.send(0, "x", ENV, "4111111111111111", REGION, "a@example.com", TEAM, "010-1234-5678");

      assertThat(shared.events()).first().asString().contains("|[card]/[email]/[phone]/");
    }
  }

  @Test
  void recordOfAReplayIsRefused() {
    bench.send(0, "x", REPLAY, "case-1");

    assertThat(bench.all()).isEmpty();
    assertThat(bench.ledger().refused()).isEqualTo(1);
  }

  @Test
  void deadLetterHasGoldenHeaders_whenBytesAreUndecodable() {
    bench.send(0, "dead \u0000 jane@example.com", ORIGIN, "f:0:0-30");

    TestRecord<byte[], byte[]> letter = bench.dead().get(0);
    assertThat(text(letter.key())).isEqualTo("f");
    assertThat(text(letter.value())).isEqualTo("***");
    assertThat(headers(letter))
        .containsExactly(
            "telemetry-dead-class=undecodable",
            "telemetry-dead-reason=The bytes are no text.",
            "telemetry-arrival=" + START_MS,
            "telemetry-raw=telemetry.logs.raw/0/0");
    assertThat(bench.all()).isEmpty();
  }

  @Test
  void recordBecomesDeadLetterWithoutItsText_whenTheEngineThrows() {
    bench.send(0, "throw jane@example.com");

    TestRecord<byte[], byte[]> letter = bench.dead().get(0);
    assertThat(headers(letter)).contains("telemetry-dead-class=fault");
    assertThat(headers(letter).toString() + text(letter.value())).doesNotContain("jane", "secret");
  }

  @Test
  void eventBecomesDeadLetter_whenLargerThanTheOutputTakes() {
    bench.send(0, "x".repeat(Bench.RECORD_BYTES_MAX), ORIGIN, "f:0:0-2001");
    bench.send(0, "next", ORIGIN, "f:0:2001-2006");

    TestRecord<byte[], byte[]> letter = bench.dead().get(0);
    assertThat(headers(letter)).contains("telemetry-dead-class=too-large");
    assertThat(letter.value()).hasSize(1_024);
    assertThat(bench.events()).hasSize(1);
  }

  @Test
  void recordWithoutValueIsDead() {
    bench.send(0, (byte[]) null);

    assertThat(headers(bench.dead().get(0))).contains("telemetry-dead-class=empty");
  }

  @Test
  void repeatIsDropped_whenItsRangeIsCovered() {
    bench.ship(0, new Origin("f", 0, 0, 6), "0", "first");
    bench.ship(1, new Origin("f", 0, 6, 13), "0", "second");
    bench.ship(2, new Origin("f", 0, 0, 6), "0", "first");
    bench.ship(3, new Origin("f", 0, 0, 13), "0,6", "first\nsecond");

    assertThat(bench.events()).hasSize(2);
    assertThat(bench.ledger().repeats()).isEqualTo(2);
  }

  @Test
  void recordIsTrimmedToItsNewLines_whenTheFirstOnesAreCovered() {
    bench.ship(0, new Origin("f", 0, 0, 12), "0,6", "first\nsecon");
    bench.events();
    bench.ship(1, new Origin("f", 0, 0, 25), "0,6,12,19", "first\nsecon\n third\nfourth");

    assertThat(bench.events())
        .containsExactly(
            "f:0:00000000000c|" + (START_MS + 1) + "|prod/kr/shop/fallback| third\nfourth");
    assertThat(bench.ledger().items()).isEqualTo(6);
    assertThat(bench.ledger().dropped("repeat")).isEqualTo(2);
  }

  @Test
  void olderGenerationIsARepeat_andNewerOneBeginsAnew() {
    bench.ship(0, new Origin("f", 1, 0, 6), "0", "first");
    bench.ship(1, new Origin("f", 0, 6, 12), "0", "older");
    bench.ship(2, new Origin("f", 2, 0, 6), "0", "newer");

    assertThat(bench.events()).hasSize(2).last().asString().endsWith("newer");
    assertThat(bench.ledger().repeats()).isEqualTo(1);
  }

  @Test
  void sourceIsForgotten_whenSilentLongerThanKept() {
    bench.ship(0, new Origin("old", 0, 0, 6), "0", "first");
    bench.ship(1, new Origin("new", 0, 0, 6), "0", "first");
    bench.ship(Bench.KEPT.toMillis() + 2, new Origin("now", 0, 0, 6), "0", "first");
    bench.punctuate();

    assertThat(bench.remembers("old")).isFalse();
    assertThat(bench.remembers("new")).isTrue();
  }

  @Test
  void arrivalNeverDecreases_whenTheBrokersClockDoes() {
    bench.send(100, "a");
    bench.send(50, "b");

    assertThat(bench.events()).last().asString().contains("|" + (START_MS + 100) + "|");
  }

  @Test
  void itemsAreCounted_whenARecordHoldsSeveral() {
    bench.send(0, "split a b dead");

    Ledger.Snapshot ledger = bench.ledger();
    assertThat(List.of(ledger.items(), ledger.emitted(), ledger.deadItems(), ledger.unrolled()))
        .containsExactly(3L, 2L, 1L, 1L);
  }

  @Test
  void residueShows_whenTheEngineSwallowsARecord() {
    bench.send(0, "nothing");

    assertThat(bench.ledger().residue()).isEqualTo(2);
  }
}
