// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: an event, a dead letter or a counted drop, the same each time, and soon. */
class HostileBytesTest {

  private static final int RECORDS_PER_RUN = 20_000;
  private static final Duration DEFINITELY_TOO_SLOW = Duration.ofSeconds(10);

  private static final List<String> LINES =
      List.of(
          "{\"@timestamp\":\"2024-01-02T10:11:12.345Z\",\"level\":\"info\",\"a\":{\"b\":[1,2.5e3]},"
              + "\"message\":\"caf\u00e9 \\u00e9\\ud83d\\ude00 \ud83d\ude00\",\"status\":200}",
          "2024-01-02T10:11:12.345+09:00  INFO 123 --- [app] [main] [1-2] c.e.Foo : msg trace-id:12",
          "10:11:12.345 [main] INFO  c.e.Foo -a=b- msg traceparent=00-4bf92f3577b34da6-1",
          "192.0.2.1 - k [01/Jan/2024:00:00:00 +0900] \"GET /a?b HTTP/1.1\" 200 5 \"-\" \"x\" 0.1",
          "<34>Oct 11 22:14:15 host su[1]: x\n\tat a.b(C:1)\njava.io.IOException: y",
          "[2016-12-19 20:39:48,918] WARN text (logger)",
          "[Sun Dec 04 04:47:44 2005] [core:error] [pid 1:tid 2] [client ::1:9] msg",
          "[{\"a\":1},{\"b\":2}]",
          "{\"@timestamp\":1704157872.3,\"log\":\"{\\\"log\\\":\\\"<1>1 - - - - - - {}\\\"}\",\"time\":1}",
          "2024-01-02T01:11:12.345678901Z stdout P 2024-01-02T01:11:12.345Z {\"name\":\"a\"} {\"b\":1}",
          "<34>1 2024-01-02T01:11:12Z h app 1 - [a@1 b=\"c\\\"d\"][e f=\"\"] @cee:{\"level\":\"x\"}",
          "{\"@metadata\":{\"beat\":\"f\"},\"message\":\"{\",\"log\":{\"file\":{\"path\":\"/a\"},\"offset\":1}}",
          "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"x\"}}]}]}]}");

  @Test
  void losesNothingAndNeverThrows_whenBytesAreRandom() {
    long seed = Long.getLong("proofs.seed", 0);
    int runs = Integer.getInteger("proofs.runs", 3);
    Normalizer normalizer = Normalizer.standard();
    for (int run = 0; run < runs; run++) {
      Random random = new Random(seed + run);
      for (int i = 0; i < RECORDS_PER_RUN; i++) {
        byte[] value = random.nextInt(4) == 0 ? noise(random) : mutated(random);
        judge(normalizer, value, "seed=" + (seed + run) + " record=" + i);
      }
    }
  }

  private static void judge(Normalizer normalizer, byte[] value, String where) {
    byte[] before = value.clone();
    Captured first = new Captured();
    Captured again = new Captured();
    normalizer.normalize(Captured.raw(value), first);
    Normalizer.standard().normalize(Captured.raw(value), again);

    assertThat(first.events.size() + first.dead.size() + first.dropped.size())
        .as(where)
        .isPositive();
    assertThat(first.dead).as(where).doesNotContain("defect");
    assertThat(again.events).as(where).isEqualTo(first.events);
    assertThat(value).as(where).isEqualTo(before);
    for (LogEvent event : first.events) {
      assertThat(UTF_8.newEncoder().canEncode(event.toString())).as(where).isTrue();
    }
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] mutated(Random random) {
    byte[] bytes = LINES.get(random.nextInt(LINES.size())).getBytes(UTF_8);
    for (int i = random.nextInt(6); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) "{}[]\":,\\ \n-.9".charAt(random.nextInt(13));
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        default -> bytes[at] = bytes[random.nextInt(bytes.length)];
      }
    }
    return bytes;
  }

  @Test
  void staysLinear_whenMegabytesAreHostile() {
    for (String piece :
        List.of(
            "{",
            "[",
            "{\n",
            "[{",
            "\"",
            "\\",
            "{\"a\":",
            "{\"a\":[",
            "\n",
            "\n ",
            "a.",
            "trace",
            "trace_id=",
            "trace_id=1 ",
            "[ ",
            "- ",
            "{}\n",
            "{}\n{\n",
            " \n\n",
            "<1>",
            "1 ",
            "a.b.Exception",
            "span id : ",
            ",{\"\":0}",
            "\u00e9",
            "2024-01-02 10:11:12 ",
            "java.io.IOException: x\n",
            "{\"k\":1}\n",
            "[Sun Dec 04 04:47:44 2005] [",
            "{\"resourceLogs\":[",
            "{\"log\":\"",
            "\n\u0000",
            "\n\u0001\n",
            "2024-01-02T01:11:12.345Z stdout F ",
            "2024-01-02T01:11:12.345Z {\"name\":",
            "<1>1 - - - - - [a b=\"",
            "<1>1 - - - - - [")) {
      String text = piece.repeat(1_000_000 / piece.length());
      byte[] value = text.getBytes(UTF_8);

      Assertions.assertTimeoutPreemptively(
          DEFINITELY_TOO_SLOW,
          () -> {
            Captured made = Captured.of(Captured.raw(value));
            assertThat(made.events.size() + made.dead.size() + made.dropped.size()).isPositive();
            Captured.of(Captured.raw(value, new int[] {0, 1}));
          },
          piece);
    }
  }
}
