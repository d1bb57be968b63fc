// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records that hold several events, or none. */
class ItemsTest {

  @Test
  void joinsContinuationLines_whenSenderDidNot() {
    Captured made =
        Captured.of(
            """
            2024-01-02 10:11:12,345 [main] ERROR c.a.Foo - failed
            java.lang.IllegalStateException: no luck
            \tat c.a.Foo.run(Foo.java:1)

            Caused by: java.io.IOException: why
            \t... 1 more

            2024-01-02 10:11:13,000 [main] INFO c.a.Foo - next
            """);

    assertThat(made.events).hasSize(2);
    LogEvent failed = made.events.get(0);
    assertThat(failed.getMessage()).isEqualTo("failed");
    assertThat(failed.getErrorType()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failed.getErrorMessage()).isEqualTo("no luck");
    assertThat(failed.getErrorStackTrace()).startsWith("java.lang.Ill").endsWith("... 1 more");
    assertThat(failed.getOriginId()).isEqualTo("src:1:000000000064");
    assertThat(made.events.get(1).getMessage()).isEqualTo("next");
    assertThat(made.events.get(1).getOriginId()).isEqualTo("src:1:000000000064:7");
    assertThat(made.dropped).containsExactly("blank");
  }

  @Test
  void makesOneEvent_whenSenderJoinedLines() {
    LogEvent event = Captured.joined("first line\nsecond line\nthird line");

    assertThat(event.getMessage()).isEqualTo("first line\nsecond line\nthird line");
  }

  @Test
  void findsErrorInFirstLine_whenFramesFollowIt() {
    LogEvent event =
        Captured.joined(
            "Exception in thread \"main\" java.lang.RuntimeException: gone wrong\n"
                + "    at a.B.c(B.java:1)");

    assertThat(event.getErrorType()).isEqualTo("java.lang.RuntimeException");
    assertThat(event.getErrorMessage()).isEqualTo("gone wrong");
    assertThat(event.getErrorStackTrace()).isEqualTo("    at a.B.c(B.java:1)");
    assertThat(event.getMessage()).startsWith("Exception in thread");
  }

  @Test
  void keepsTrace_whenItFollowsJson() {
    LogEvent event =
        Captured.joined("{\"msg\":\"m\"}\njava.io.IOException: x\n\tat a.B.c(B.java:1)");

    assertThat(event.getParseStatus()).isEqualTo("ok");
    assertThat(event.getMessage()).isEqualTo("m");
    assertThat(event.getErrorType()).isEqualTo("java.io.IOException");
  }

  @Test
  void makesAnEventPerElement_whenRecordIsJsonArray() {
    Captured made = Captured.of("[{\"msg\":\"a,]\"}, {\"msg\":\"b\"},7 ,{\"msg\":\"c\"}]");

    assertThat(made.events.stream().map(LogEvent::getMessage))
        .containsExactly("a,]", "b", "7", "c");
    assertThat(made.events.stream().map(LogEvent::getOriginId))
        .containsExactly(
            "src:1:000000000064",
            "src:1:000000000064:1",
            "src:1:000000000064:2",
            "src:1:000000000064:3");
  }

  @Test
  void makesAnEventPerObject_whenJsonIsIndented() {
    Captured made =
        Captured.of("{\n  \"msg\": \"a\"\n}\r\n{\"msg\":\"b\"}\n\n{\n\"msg\":\"c\"}\nplain");

    assertThat(made.events.stream().map(LogEvent::getMessage))
        .containsExactly("a", "b", "c", "plain");
    assertThat(made.events.get(1).getOriginId()).endsWith(":3");
    assertThat(made.dropped).containsExactly("blank");
  }

  @Test
  void countsBlank_whenRecordHoldsNothing() {
    for (String blank : List.of("", " \t\r\n", "\n")) {
      assertThat(Captured.of(blank).dropped).containsExactly("blank");
    }
  }

  @Test
  void makesDeadLetter_whenBytesAreNoText() {
    Captured binary =
        Captured.of(Captured.raw(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 1, 2, 3}));
    byte[] wide = "\1\2\3\4user kim@acme.example 192.0.2.17".getBytes(UTF_16LE);
    Captured utf16 = Captured.of(Captured.raw(wide));

    assertThat(binary.dead).containsExactly("undecodable");
    assertThat(utf16.dead).containsExactly("undecodable");
    assertThat(utf16.excerpts.get(0)).contains("user ").doesNotContain("kim@", "192.0.2.17");
  }

  @Test
  void readsLatin1_whenTextIsNoUtf8() {
    Captured made = Captured.of(Captured.raw("Gr\u00f6\u00dfe ge\u00e4ndert".getBytes(ISO_8859_1)));

    assertThat(made.events.get(0).getMessage()).isEqualTo("Gr\u00f6\u00dfe ge\u00e4ndert");
    assertThat(made.events.get(0).getParseFlags()).contains("charset-latin-1");
  }

  @Test
  void cutsEvent_whenLineIsTooLong() {
    LogEvent event = Captured.one("x".repeat(Normalizer.LINE_BYTES_MAX - 8) + " 192.0.2.17 tail");

    assertThat(event.getParseFlags()).contains("line-cut");
    assertThat(event.getMessage()).hasSize(Normalizer.LINE_BYTES_MAX - 8);
  }

  @Test
  void dropsBrokenValue_whenCutWentThroughIt() {
    for (String half : List.of("192.0.2.1", "4111 1111 1111 ", "kim@acm", "\u00e9".repeat(400))) {
      byte[] value = ("paid by " + half).getBytes(UTF_8);
      RawLog raw = Captured.raw(value);
      RawLog cut =
          new RawLog(
              value, null, raw.source(), raw.origin(), raw.arrivalMs(), raw.lineStarts(), true);
      LogEvent event = Captured.of(cut).events.get(0);

      assertThat(event.getMessage()).doesNotContain("192", "4111", "kim").startsWith("paid by");
      assertThat(event.getParseFlags()).contains("line-cut");
    }
  }

  @Test
  void shortensLastItemOnly_whenSenderHasCut() {
    RawLog raw = Captured.raw("first line here\nsecond line here".getBytes(UTF_8));
    RawLog cut =
        new RawLog(
            raw.value(), null, raw.source(), raw.origin(), raw.arrivalMs(), raw.lineStarts(), true);

    assertThat(Captured.of(cut).events.stream().map(LogEvent::getMessage))
        .containsExactly("first line here", "second line");
  }

  @Test
  void masksEveryText_whenItHoldsAddresses() {
    String mail = "kim@acme.example";
    LogEvent event =
        Captured.one(
            "{\"message\":\"from M\",\"logger\":\"l.M\",\"thread\":\"M\",\"user_agent\":\"M\","
                    .replace("M", mail)
                + "\"url.path\":\"/u/M\",\"error\":\"M\",\"k\":[\"M\"],\"M\":1,\"trace_id\":\"1M\"}"
                    .replace("M", mail));

    assertThat(event.toString()).doesNotContain("kim@");
    assertThat(event.getMaskCounts()).isNotEmpty();
    assertThat(event.getMaskCounts().get(0).getCount()).isEqualTo(9);
  }
}
