// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static backbone.streams.logs.Bench.START_MS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.streams.raw.Ledger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeldLoaderTest {

  private static final String FRAME = "\tat a.B.c(B.java:1)";
  private static final String PLACE = "|prod/kr/shop/fallback|";

  private final Lives lives = new Lives();

  @AfterEach
  void close() {
    lives.close();
  }

  private List<String> events() {
    return lives.written().stream().filter(record -> record.indexOf('|') > 0).toList();
  }

  @Test
  void nothingThatASenderSaidIsStored() {
    lives.send("canary-key", 0, "earlier canary\nlast canary\n" + FRAME);
    lives.send("canary-key", 1, FRAME);

    Map<String, byte[]> stored = lives.held();
    assertThat(stored).hasSize(1);
    stored.forEach(
        (key, value) -> {
          assertThat(key).matches("telemetry\\.logs\\.raw/0/[0-9a-f]{32}");
          String text = new String(value, ISO_8859_1);
          assertThat(text).doesNotContain("canary", "at a", "prod", "shop").hasSize(41);
          HeldState state = HeldState.read(value);
          assertThat(List.of(state.lines(), state.item())).containsExactly(3, 1);
          assertThat(state.offsets()).containsExactly(0, 1);
        });
  }

  @Test
  void eventGoesOnAfterARestart_withItsLinesReadAgain() {
    lives.send("k", 0, "a\nb\n\n" + FRAME);
    lives.send("other", 1, "c");
    lives.send("k", 2, " \n");
    lives.again();
    lives.send("k", 3, FRAME);
    lives.again();
    lives.send("k", 4, "d");

    assertThat(events())
        .containsExactly(
            "c0de-0:0:000000000000|" + START_MS + PLACE + "a",
            "c0de-0:0:000000000000:1|" + START_MS + PLACE + ("b\n\n" + FRAME + "\n \n" + FRAME));
    assertThat(lives.books().residue()).isZero();
  }

  @Test
  void linesCountAsExpired_whenTheirRecordsAreGone() {
    lives.send("gone", 0, "a\n" + FRAME);
    lives.send("k", 1, "b");
    lives.send("k", 2, FRAME);
    lives.forgetTo(2);
    lives.again();
    lives.send("k", 3, FRAME);
    lives.again();
    lives.punctuateAt(100_000);

    assertThat(events())
        .containsExactly("c0de-0:0:000000000002|" + (START_MS + 1) + PLACE + FRAME + "\n" + FRAME);
    Ledger.Snapshot books = lives.books();
    assertThat(List.of(books.items(), books.emitted(), books.dropped("expired"), books.open()))
        .containsExactly(5L, 2L, 3L, 0L);
    assertThat(books.residue()).isZero();
    assertThat(lives.held()).isEmpty();
  }

  @Test
  void linesCountAsExpired_whenTheTopicWasMadeAnew() {
    lives.send("k", 0, "a");
    lives.replace(0, "another", "not what was held");
    lives.again();
    lives.punctuateAt(100_000);

    assertThat(events()).isEmpty();
    assertThat(lives.books().dropped("expired")).isEqualTo(1);
    assertThat(lives.books().residue()).isZero();
  }
}
