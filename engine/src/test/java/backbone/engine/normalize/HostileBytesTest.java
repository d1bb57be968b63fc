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

  static final List<String> LINES =
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
          "time=\"2024-01-02T10:11:12Z\" level=info msg=\"a \\\"b\" c=1.5 d=true e={\"f\":1} trace_id=1",
          "2024-01-02 10:11:12,345 - a.b - ERROR - x\nTraceback (most recent call last):\n  File\nE: y",
          "2024-01-02 10:11:12.345 | INFO     | a:b:12 - x",
          "I0102 10:11:12.123456    1234 a.cc:12] \"x y\" k=\"v\" n=3",
          "2024-01-02T10:11:12.345Z\tinfo\tlog\tx.go:12\ttext\t{\"a\": 1}",
          "Jan 02, 2024 10:11:12 AM a.B c\nSEVERE: x\njava.io.IOException: y\n\tat a.B(C:1)",
          "INFO[0012] text   key=v n=5",
          "2024-01-02 10:11:12 [info     ] text   [log] k='a b' n=1",
          "\u001b[90m10:11AM\u001b[0m \u001b[32mINF\u001b[0m x.go:1 > text \u001b[36mk=\u001b[0mv",
          "2024-01-02T10:11:12.345678Z  INFO s{a=1}:t{b=2}: c::d: text k=v",
          "[2024-01-02 10:11:12,345: INFO/Main] x",
          "[2024-01-02T10:11:12Z INFO  a::b] x",
          "panic: x\n\ngoroutine 1 [running]:\nmain.main()\n\t/a.go:1",
          "/app/a.js:3\nthrow x\n^\n\nError [C]: y\n    at f (a.js:1) {\n  b: 1\n}",
          "x b3=4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1 X-Amzn-Trace-Id: Root=1-5759e988-bd862e3fe1be46a994272793",
          "@4000000037c219bf2ef02e94 01-02 10:11:12.345  1234  5678 I Tag: x",
          "1.704190272345678e+09\tinfo\tx",
          "02-Jan-2024 10:11:12.345 INFO [main] a.b.C.d x",
          "{\"@timestamp\":1704157872.3,\"log\":\"{\\\"log\\\":\\\"<1>1 - - - - - - {}\\\"}\",\"time\":1}",
          "2024-01-02T01:11:12.345678901Z stdout P 2024-01-02T01:11:12.345Z {\"name\":\"a\"} {\"b\":1}",
          "<34>1 2024-01-02T01:11:12Z h app 1 - [a@1 b=\"c\\\"d\"][e f=\"\"] @cee:{\"level\":\"x\"}",
          "{\"@metadata\":{\"beat\":\"f\"},\"message\":\"{\",\"log\":{\"file\":{\"path\":\"/a\"},\"offset\":1}}",
          "2024/01/02 10:11:12 [error] 1#2: *3 open() \"/x\", client: ::1, server: s, request: \"GET /a?b HTTP/1.1\"",
          "192.0.2.1:3 [06/Feb/2024:12:14:14.655] web a/s1 1/0/3/6/10 200 27 - - ---- 1/1/1/1/0 0/0 {h} \"GET /a HTTP/1.1\"",
          "192.0.2.1:3 [06/Feb/2024:12:14:14.655] t b/s1 1/0/+3 27 -- 1/1/1/1/0 0/0",
          "2024-01-02 10:11:12.345 KST [12] shop@orders LOG:  duration: 1.25 ms  statement: x",
          "2024-01-02 10:11:12 UTC:192.0.2.1(54):a@b:[1]:ERROR:  x at character 1",
          "2024-01-02 10:11:12.345 UTC,\"a\",\"b\",1,\"h:1\",6.1,1,\"SELECT\",2024-01-02 10:11:12 UTC,3/2,0,LOG,00000,\"x \"\"y\"\"\",,,,,\n,\"z\"",
          "2024-01-02T10:11:12.345678Z 0 [System] [MY-010116] [Server] x",
          "240102  9:11:12 [Note] x",
          "# Time: 240102 10:11:12\n# User@Host: a[a] @ h [192.0.2.1]  Id: 8\n# Query_time: 2.5  Lock_time: 0\nuse `b`;\nSET timestamp=1704157872;\nselect 1;",
          "12:M 02 Jan 2024 10:11:12.345 * ready",
          "12:signal-handler (1704157872) Received SIGTERM",
          "2014-11-03T18:28:32.450-0500 I COMMAND  [conn1] command took 12ms",
          "{\"t\":{\"$date\":\"2024-01-02T10:11:12.345+00:00\"},\"s\":\"I\",\"c\":\"A\",\"id\":1,\"ctx\":\"x\",\"msg\":\"m\",\"attr\":{\"durationMillis\":12}}",
          "[2024-01-02T10:11:12,345][WARN ][o.e.Node     ] [n-1] took_millis[12], x",
          "[2024-01-02T10:11:12.345Z] \"GET /a HTTP/2\" 200 - 1 2 3 4 \"-\" \"x\" \"id\" \"h\" \"192.0.2.1:80\"",
          "2015-07-29 17:41:44,747 [myid:1] - INFO  [main:o.a.Foo@1] - x",
          "081109 203615 148 INFO dfs.A$B: x",
          "nova.log.1 2017-05-16 00:00:00.008 2 INFO nova.a [req-1 2 3 - - -] 192.0.2.1 \"GET /a HTTP/1.1\" status: 200 len: 1 time: 0.25",
          "2024-01-02 10:11:12 192.0.2.1 GET /a b=c 80 - 192.0.2.2 Agent+1 - 200 0 0 15",
          "web-1  | 2024-01-02T10:11:12.345678901Z 2024-01-02 10:11:12 INFO [main] x",
          "192.0.2.1 - - [02/Jan/2024:10:11:12 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"x\" 12 0.5 [s] [] 192.0.2.1:80 1 0.5 200 id",
          "[WARNING] 125/103021 (12) : x",
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
            "a=1 ",
            "a=\"",
            "level=info msg=x y ",
            "a=[",
            "a=[ ",
            "a={ b=\"{ ",
            "level=info msg=a=[ ",
            "I0102 10:11:12.123456 1 a.cc:1] \"x\" a=[ ",
            "a={\"b\":",
            "Traceback (most recent call last):\n",
            "Traceback (most recent call last):\n  x\nE\n",
            "panic: \ngoroutine 1 [x]:\n",
            "goroutine 1 [x]:\na.b()\n\t/c.go:1\n",
            "a.b\n\t/c.go:1\n",
            "/a.js:1\n^\n",
            "2024-01-02T10:11:12Z\terror\tx\na.b\n",
            "Jan 02, 2024 10:11:12 AM a b\nINFO: x\n",
            "2024-01-02 10:11:12 [info     ] x ",
            "2024-01-02T10:11:12Z  INFO a{b=1}:",
            "2024-01-02 10:11:12 - a - ",
            "[2024-01-02 10:11:12] [",
            "\u001b[1m",
            "\u001b[",
            "a\u0000",
            "\u0000a",
            "b3=",
            "service-name:",
            "\t{",
            "[Sun Dec 04 04:47:44 2005] [",
            "{\"resourceLogs\":[",
            "{\"log\":\"",
            "\n\u0000",
            "\n\u0001\n",
            "2024-01-02T01:11:12.345Z stdout F ",
            "2024-01-02T01:11:12.345Z {\"name\":",
            "<1>1 - - - - - [a b=\"",
            "<1>1 - - - - - [",
            "# Time: 240102 10:11:12\n",
            "# User@Host: a[a] @ h []\nselect 1\n",
            "2024-01-02 10:11:12 LOG:  x:  ",
            "2024-01-02 10:11:12 UTC,\"",
            "2024/01/02 10:11:12 [error] 1#2: *3 x, client: ",
            "192.0.2.1:3 [06/Feb/2024:12:14:14.655] web a/b ",
            "[2024-01-02T10:11:12.345Z] \"GET ",
            "\"\" ",
            "web-1  | ",
            "{\"t\":{\"$date\":\"")) {
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
