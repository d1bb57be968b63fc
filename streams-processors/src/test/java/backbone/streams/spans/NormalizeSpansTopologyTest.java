// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.spans;

import static backbone.schema.TelemetryHeaders.ENV;
import static backbone.schema.TelemetryHeaders.REGION;
import static backbone.schema.TelemetryHeaders.REPLAY;
import static backbone.schema.TelemetryHeaders.TEAM;
import static backbone.streams.spans.Batches.span;
import static backbone.streams.spans.Batches.traceId;
import static backbone.streams.spans.SpanBench.START_MS;
import static backbone.streams.spans.SpanBench.headers;
import static backbone.streams.spans.SpanBench.text;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.streams.raw.Ledger;
import backbone.testkit.Seeds;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NormalizeSpansTopologyTest {

  private static final String[] NAMES = {"dead", "drop", "get", "put", "x".repeat(200)};

  private final SpanBench bench = new SpanBench(FakeSpanEngine::new);

  @AfterEach
  void close() {
    bench.close();
  }

  private void send(Span... spans) {
    bench.send(0, null, Batches.of(spans).toByteArray());
  }

  @Test
  void topologyIsAsDocumented() throws Exception {
    Path golden =
        Path.of(System.getProperty("backbone.root"), "docs/topologies/normalize-spans.txt");
    String described = bench.topology().describe().toString().replaceAll("(?m)[ \t]+$", "");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, described);
    }
    assertThat(described).isEqualTo(Files.readString(golden));
  }

  @Test
  void eachTraceHasARecordOfItsOwn_whenABatchHoldsThree() throws Exception {
    send(span(1, 1, "a"), span(2, 2, "b"), span(3, 3, "c"), span(1, 4, "d"));

    List<TestRecord<byte[], byte[]>> records = bench.all();
    assertThat(records)
        .extracting(record -> text(record.key()))
        .containsExactly(traceId(1), traceId(2), traceId(3));
    assertThat(TracesData.parseFrom(records.get(0).value()).toString()).contains("\"a\"", "\"d\"");
    assertThat(headers(records.get(0)))
        .containsExactly(
            "telemetry-arrival=" + START_MS,
            "telemetry-raw=telemetry.spans.raw/0/0",
            "telemetry-env=prod",
            "telemetry-region=kr",
            "telemetry-team=default");
    assertThat(bench.ledger().emitted()).isEqualTo(4);
    assertThat(bench.ledger().residue()).isZero();
  }

  @Test
  void entranceWins_whereItSaysWhoseItsRecordsAre() throws Exception {
    byte[] batch = Batches.of(span(1, 1, "a")).toByteArray();
    bench.send(0, null, batch, ENV, "stage", REGION, "eu", TEAM, "pay");

    TestRecord<byte[], byte[]> record = bench.all().get(0);
    assertThat(headers(record))
        .contains("telemetry-env=prod", "telemetry-region=kr", "telemetry-team=pay");
    assertThat(TracesData.parseFrom(record.value()).toString()).contains("prod", "kr", "pay");
  }

  @Test
  void headerIsIgnored_whenItIsTooLongForALabel() {
    byte[] batch = Batches.of(span(1, 1, "a")).toByteArray();
    bench.send(0, null, batch, ENV, "e".repeat(SpanReader.HEADER_BYTES_MAX + 1));

    assertThat(headers(bench.all().get(0))).contains("telemetry-env=prod");
  }

  @Test
  void recordOfAReplayIsRefused() {
    bench.send(0, null, Batches.of(span(1, 1, "a")).toByteArray(), REPLAY, "case-1");

    assertThat(bench.all()).isEmpty();
    assertThat(bench.ledger().refused()).isEqualTo(1);
  }

  @Test
  void deadLetterHasGoldenHeaders_whenBytesAreNoBatch() {
    bench.send(0, "gateway-1", new byte[] {'j', 'a', 'n', 'e'});

    TestRecord<byte[], byte[]> letter = bench.dead().get(0);
    assertThat(text(letter.key())).isEqualTo("gateway-1");
    assertThat(text(letter.value())).isEqualTo("***");
    assertThat(headers(letter))
        .containsExactly(
            "telemetry-dead-class=undecodable",
            "telemetry-dead-reason=The bytes are no batch of spans.",
            "telemetry-arrival=" + START_MS,
            "telemetry-raw=telemetry.spans.raw/0/0");
  }

  @Test
  void deadLetterHasNoKey_whenTheSendersIsNoName() {
    bench.send(0, "jane.doe@example.com", new byte[] {1});

    assertThat(bench.dead().get(0).key()).isNull();
  }

  @Test
  void nothingIsWrittenButADeadLetterWithoutText_whenTheEngineThrowsHalfWay() {
    send(span(1, 1, "a"), span(1, 2, "dead"), span(2, 3, "throw"));

    List<TestRecord<byte[], byte[]>> letters = bench.dead();
    assertThat(letters).hasSize(1);
    assertThat(headers(letters.get(0))).contains("telemetry-dead-class=fault");
    assertThat(headers(letters.get(0)).toString() + text(letters.get(0).value()))
        .doesNotContain("secret");
    assertThat(bench.all()).isEmpty();
    assertThat(bench.ledger().deadItems()).isEqualTo(3);
  }

  @Test
  void traceBecomesDeadLetter_whenLargerThanTheOutputTakes() {
    send(span(1, 1, "x".repeat(SpanBench.RECORD_BYTES_MAX)), span(2, 2, "small"));

    assertThat(headers(bench.dead().get(0))).contains("telemetry-dead-class=too-large");
    assertThat(bench.all()).hasSize(1);
    assertThat(bench.ledger().residue()).isZero();
  }

  @Test
  void recordWithoutValueIsDead_andOneWithoutSpansIsNothing() {
    bench.send(0, null, null);
    bench.send(1, null, new byte[0]);

    assertThat(headers(bench.dead().get(0))).contains("telemetry-dead-class=empty");
    assertThat(bench.ledger().unrolled()).isEqualTo(1);
    assertThat(bench.ledger().residue()).isZero();
  }

  @Test
  void residueShows_whenTheEngineSwallowsASpan() {
    send(span(1, 1, "a"), span(1, 2, "lose"));
    send(span(1, 3, "lose"));

    assertThat(bench.ledger().residue()).isEqualTo(2);
  }

  @Test
  void bothEquationsHold_whateverComes() {
    Seeds.forEach(
        (random, seed) -> {
          try (SpanBench one = new SpanBench(FakeSpanEngine::new)) {
            int records = 300;
            for (int i = 0; i < records; i++) {
              sendOne(one, random, i);
            }
            Ledger.Snapshot ledger = one.ledger();
            assertThat(ledger.residue()).isZero();
            assertThat(ledger.records()).isEqualTo(records);
            assertThat(ledger.refused()).isPositive();
            assertThat(ledger.deadRecords()).isPositive();
            assertThat(ledger.deadItems()).isGreaterThan(ledger.deadRecords());
            assertThat(ledger.emitted()).isPositive();
            assertThat(ledger.dropped("blank")).isPositive();
          }
        });
  }

  private static void sendOne(SpanBench bench, Random random, int i) {
    List<Span> spans = new ArrayList<>();
    for (int n = random.nextInt(20); n >= 0; n--) {
      spans.add(span(1 + random.nextInt(5), 1 + n, NAMES[random.nextInt(NAMES.length)]));
    }
    byte[] value = Batches.of(spans).toByteArray();
    switch (random.nextInt(8)) {
      case 0 -> bench.send(i, null, value, REPLAY, "case");
      case 1 -> bench.send(i, null, null);
      case 2 -> bench.send(i, null, java.util.Arrays.copyOf(value, random.nextInt(value.length)));
      default -> bench.send(i, null, value);
    }
  }

  @Test
  void watermarkHasGoldenHeaders() {
    bench.send(10, null, Batches.of(span(1, 1, "a")).toByteArray());
    bench.all();
    bench.punctuate();

    TestRecord<byte[], byte[]> record = bench.all().get(0);
    assertThat(record.key()).isNull();
    assertThat(record.value()).isNull();
    assertThat(headers(record))
        .containsExactly(
            "telemetry-control=watermark",
            "telemetry-raw=telemetry.spans.raw/0",
            "telemetry-watermark=" + (START_MS + 9));
  }
}
