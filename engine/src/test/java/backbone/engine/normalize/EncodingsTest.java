// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.normalize.text.Bytes;
import backbone.schema.LogEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are not UTF-8, and texts that are and must stay so. */
class EncodingsTest {

  private static final String KOREAN =
      "2024-01-02 10:11:12.345 ERROR [main] a.B - \uc8fc\ubb38\uc744 \uc800\uc7a5\ud558\uc9c0 \ubabb\ud588\uc2b5\ub2c8\ub2e4: \uc7ac\uace0 \ubd80\uc871";

  @ParameterizedTest
  @ValueSource(strings = {"x-windows-949", "EUC-KR"})
  void readsKorean_whenHostWritesItsOwnCharset(String charset) {
    LogEvent event = only(KOREAN.getBytes(Charset.forName(charset)));

    assertThat(event.getMessage()).isEqualTo(KOREAN.substring(KOREAN.indexOf("- ") + 2));
    assertThat(event.getLevel()).isEqualTo("error");
    assertThat(event.getParseFlags()).containsExactly("charset-cp949");
  }

  @Test
  void readsKorean_whenLineIsNothingElse() {
    String text = "\uc8fc\ubb38\uc744 \uc800\uc7a5\ud558\uc9c0 \ubabb\ud588\uc2b5\ub2c8\ub2e4";

    assertThat(only(text.getBytes(Charset.forName("EUC-KR"))).getMessage()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "caf\u00e9 na\u00efve",
        "\u00c4nderung \u00dcber stra\u00dfe",
        "temp 21\u00b0 \u00b1 2",
        "\u00a1Hola! se\u00f1or",
        "\u00c9t\u00e9 \u00e0 No\u00ebl, comme toujours",
      })
  void staysLatin1_whenAccentsAreOfEurope(String text) {
    LogEvent event = only(text.getBytes(ISO_8859_1));

    assertThat(event.getMessage()).isEqualTo(text);
    assertThat(event.getParseFlags()).contains("charset-latin-1");
  }

  @Test
  void staysUtf8_whenOneByteIsBroken() {
    byte[] cut = "2024-01-02 10:11:12 \uc8fc\ubb38\uc744 caf\u00e9 \uc800\uc7a5".getBytes(UTF_8);
    byte[] broken = java.util.Arrays.copyOf(cut, cut.length - 1);

    assertThat(only(broken).getMessage()).contains("\uc8fc\ubb38\uc744 caf\u00e9");
    assertThat(only(broken).getParseFlags()).contains("charset-broken");
  }

  @Test
  void staysUtf8_whateverValidTextSays() {
    long seed = Long.getLong("proofs.seed", 0);
    Random random = new Random(seed);
    for (int run = 0; run < 5_000; run++) {
      StringBuilder text = new StringBuilder("x");
      for (int i = random.nextInt(40); i >= 0; i--) {
        text.appendCodePoint(0x21 + random.nextInt(random.nextBoolean() ? 0x5e : 0xd700));
      }
      LogEvent event = Captured.of(text.toString()).events.get(0);
      assertThat(event.getParseFlags())
          .as("seed=" + seed + " run=" + run)
          .noneMatch(f -> f.startsWith("charset"));
    }
  }

  @Test
  void readsUtf16_whateverItsOrder() {
    String text = KOREAN + "\r\n" + KOREAN + "\r\n";
    for (byte[] value :
        List.of(
            joined(new byte[] {(byte) 0xFF, (byte) 0xFE}, text.getBytes(UTF_16LE)),
            joined(new byte[] {(byte) 0xFE, (byte) 0xFF}, text.getBytes(UTF_16BE)),
            text.getBytes(UTF_16LE),
            text.getBytes(UTF_16BE))) {
      List<LogEvent> events = Captured.of(Captured.raw(value)).events;

      assertThat(events).hasSize(2);
      assertThat(events.get(1).getMessage()).endsWith("\uc7ac\uace0 \ubd80\uc871");
      assertThat(events.get(1).getLevel()).isEqualTo("error");
      assertThat(events.get(1).getParseFlags()).containsExactly("charset-utf-16");
    }
  }

  @Test
  void readsUtf16_whenSenderSplitItAtLineFeeds() {
    for (Charset charset : List.of(UTF_16LE, UTF_16BE)) {
      byte[] all = (KOREAN + "\r\n" + KOREAN + "\r\n\r\n" + KOREAN + "\r\n").getBytes(charset);
      int read = 0;
      for (int at = 0; at < all.length; at = Bytes.lineEnd(all, at, all.length) + 1) {
        byte[] line = java.util.Arrays.copyOfRange(all, at, Bytes.lineEnd(all, at, all.length));
        for (LogEvent event : Captured.of(Captured.raw(line)).events) {
          assertThat(event.getMessage()).endsWith("\uc7ac\uace0 \ubd80\uc871");
          read++;
        }
      }
      assertThat(read).as(charset.name()).isEqualTo(3);
    }
  }

  private static byte[] joined(byte[] mark, byte[] text) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(mark);
    all.writeBytes(text);
    return all.toByteArray();
  }

  private static LogEvent only(byte[] value) {
    List<LogEvent> events = Captured.of(Captured.raw(value)).events;
    assertThat(events).hasSize(1);
    return events.get(0);
  }
}
