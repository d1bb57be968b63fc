// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static backbone.schema.TelemetryHeaders.CONTENT_TYPE;
import static backbone.schema.TelemetryHeaders.CUT;
import static backbone.schema.TelemetryHeaders.HOST;
import static backbone.schema.TelemetryHeaders.LINES;
import static backbone.schema.TelemetryHeaders.PATH;
import static backbone.schema.TelemetryHeaders.REPLAY;
import static backbone.streams.logs.Bench.START_MS;
import static backbone.streams.logs.Bench.headers;
import static backbone.streams.logs.Bench.text;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.Origin;
import backbone.streams.raw.Ledger;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LineHolderTest {

  private static final String FRAME = "\tat a.B.c(B.java:1)";

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  private List<String> messages() {
    return bench.events().stream().map(event -> event.split("\\|", -1)[3]).toList();
  }

  @Test
  void linesBecomeOneEventOfTheFirstRecord_whenSentOneByOne() {
    bench.sendFrom("web-1", 0, "it broke");
    bench.sendFrom("web-1", 5, "java.io.IOException: gone");
    bench.sendFrom("web-1", 900, FRAME);
    bench.sendFrom("web-1", 901, "next");

    TestRecord<byte[], byte[]> record = bench.all().get(0);
    assertThat(text(record.key())).isEqualTo("c0de-0");
    assertThat(text(record.value()))
        .isEqualTo(
            "c0de-0:0:000000000000|"
                + START_MS
                + "|prod/kr/shop/fallback|it broke\njava.io.IOException: gone\n"
                + FRAME);
    assertThat(headers(record))
        .containsExactly("telemetry-arrival=" + START_MS, "telemetry-raw=telemetry.logs.raw/0/0");
    assertThat(messages()).isEmpty();
  }

  @Test
  void eventIsHandedOn_onceNoLineCanComeInTime() {
    bench.sendFrom("web-1", 0, "a");
    bench.sendFrom("web-2", 1_000, "b");
    assertThat(messages()).isEmpty();
    bench.sendFrom("web-2", 1_001, FRAME);

    assertThat(messages()).containsExactly("a");
    assertThat(bench.ledger().joined()).isEqualTo(1);
  }

  @Test
  void lineIsAlone_whenItComesLaterOrFromElsewhere() {
    bench.sendFrom("web-1", 0, "a");
    bench.sendFrom("web-2", 1, FRAME);
    bench.sendFrom("web-1", 1_001, FRAME);
    bench.readToEndAtMs = START_MS + 60_000;
    bench.punctuate();

    assertThat(messages()).containsExactly("a", FRAME, FRAME);
    assertThat(bench.holdsNothing()).isTrue();
  }

  @Test
  void hostAndPathTellSendersApart_withAndWithoutAKey() {
    bench.send(0, "a", HOST, "h", PATH, "/1");
    bench.send(0, "b", HOST, "h", PATH, "/2");
    bench.send(0, FRAME, HOST, "h", PATH, "/1");
    bench.sendFrom("k", 0, "c", PATH, "/1");
    bench.sendFrom("k", 0, FRAME, PATH, "/2");
    bench.sendFrom("other", 2_000, "z");

    assertThat(messages()).containsExactly("b", "a\n" + FRAME, "c", FRAME);
  }

  @Test
  void nothingIsHeld_whenNobodyKnowsWhoseItIsOrItIsNoText() {
    bench.send(0, "a");
    bench.send(0, FRAME);
    bench.sendFrom("k", 0, "{\"a\":1}");
    bench.sendFrom("k", 0, " [ {\"a\":1}]");
    bench.sendFrom("k", 0, "b", REPLAY, "case");
    bench.sendFrom("k", 0, "c", CONTENT_TYPE, "application/x-protobuf");
    bench.sendFrom("k", 0, "d", CUT, "1");
    bench.sendFrom("k", 0, "e\nf", LINES, "0,2");
    bench.sendFrom("k", 0, "\u0000g");
    bench.sendFrom("k", 0, "h\n{\n}");
    bench.sendFrom("k".repeat(513), 0, "i");
    bench.ship(0, new Origin("f", 0, 0, 2), "0", "j");

    assertThat(bench.events()).hasSize(11);
    assertThat(bench.holdsNothing()).isTrue();
  }

  @Test
  void eventEnds_whenItsSenderSendsAnObject() {
    bench.sendFrom("k", 0, "a");
    bench.sendFrom("k", 0, "{\"a\":1}");
    bench.sendFrom("k", 0, FRAME);
    bench.sendFrom("k", 0, "b");

    assertThat(messages()).containsExactly("a", "{\"a\":1}", FRAME);
  }

  @Test
  void onlyTheLastEventIsHeld_whenARecordHasSeveral() {
    bench.sendFrom("k", 0, "a");
    bench.sendFrom("k", 1, FRAME + "\r\n\r\nb\n" + FRAME + "\nc\n");
    List<String> first = bench.events();
    bench.sendFrom("k", 2, FRAME);
    bench.sendFrom("k", 3, "d");

    assertThat(first)
        .containsExactly(
            "c0de-0:0:000000000000|" + START_MS + "|prod/kr/shop/fallback|a\n" + FRAME,
            "c0de-0:0:000000000001:2|" + (START_MS + 1) + "|prod/kr/shop/fallback|b\n" + FRAME);
    assertThat(bench.events())
        .containsExactly(
            "c0de-0:0:000000000001:4|" + (START_MS + 1) + "|prod/kr/shop/fallback|c\n" + FRAME);
    assertThat(bench.ledger().residue()).isZero();
    assertThat(bench.ledger().dropped("blank")).isEqualTo(1);
  }

  @Test
  void blankLinesBelongToAnEvent_onlyIfALineBehindThemDoes() {
    bench.sendFrom("k", 0, "panic: a");
    bench.sendFrom("k", 0, "");
    bench.sendFrom("k", 0, "goroutine 4 [running]:");
    bench.sendFrom("k", 0, " \n");
    bench.sendFrom("k", 0, "b");

    assertThat(messages()).containsExactly("panic: a\n\ngoroutine 4 [running]:");
    Ledger.Snapshot books = bench.ledger();
    assertThat(List.of(books.items(), books.emitted(), books.dropped("blank"), books.open()))
        .containsExactly(5L, 3L, 1L, 1L);
    assertThat(books.unrolled()).isEqualTo(5);
  }

  @Test
  void watermarkStaysBeforeWhatIsHeld() {
    bench.sendFrom("k", 100, "a");
    bench.sendFrom("other", 900, "b");
    bench.readToEndAtMs = START_MS + 3_000;
    bench.punctuate();
    List<TestRecord<byte[], byte[]>> early = bench.all();
    bench.readToEndAtMs = START_MS + 3_100;
    bench.punctuate();

    assertThat(early)
        .allMatch(record -> headers(record).contains("telemetry-watermark=" + (START_MS + 99)))
        .hasSize(1);
    List<TestRecord<byte[], byte[]>> later = bench.all();
    assertThat(text(later.get(0).value())).endsWith("|a");
    assertThat(headers(later.get(1))).contains("telemetry-watermark=" + (START_MS + 899));
  }

  @Test
  void eventGoesOnNoLongerThanItsBounds() {
    for (int i = 0; i <= HeldEvent.LINES_MAX; i++) {
      bench.sendFrom("lines", 0, i == 0 ? "a" : " b");
    }
    for (int i = 0; i <= 12; i++) {
      bench.sendFrom("time", i * 999L, i == 0 ? "a" : " b");
    }

    List<String> events = messages();
    assertThat(events.get(0).split("\n", -1)).hasSize(HeldEvent.LINES_MAX);
    assertThat(events.get(1)).isEqualTo(" b");
    assertThat(events.get(2).split("\n", -1)).hasSize(11);
  }

  @Test
  void recordIsNotParted_whenItHasMoreLinesThanMayBeJoined() {
    String trace = "a" + "\n b".repeat(HeldEvent.LINES_MAX + 20);
    bench.sendFrom("k", 0, trace);
    bench.sendFrom("k", 0, "b");

    assertThat(messages()).containsExactly(trace);
  }

  @Test
  void eldestIsHandedOnEarly_whenThereAreTooManySenders() {
    for (int i = 0; i <= HeldEvents.SENDERS_MAX; i++) {
      bench.sendFrom("k" + i, 0, "a" + i);
    }

    assertThat(messages()).containsExactly("a0");
    assertThat(bench.ledger().early()).isEqualTo(1);
    assertThat(bench.ledger().open()).isEqualTo(HeldEvents.SENDERS_MAX);
    assertThat(bench.ledger().residue()).isZero();
  }
}
