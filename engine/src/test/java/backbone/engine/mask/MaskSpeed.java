// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.mask.text.Findings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/** Megabytes per second on one core, and milliseconds of the worst lines; run by hand. */
final class MaskSpeed {

  /** Of the thread, as machines are seldom idle. */
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private static final int ROUNDS = 40;
  private static final int LINES = 20_000;
  private static final int HOSTILE_BYTES = 1 << 20;

  private static final String ACCESS =
      "192.0.2.%d - - [02/Jan/2024:10:11:%02d +0900] \"GET /orders/%d?page=%d&sort=price HTTP/1.1\""
          + " 200 %d \"https://shop.example.com/list?category=%d\" \"Mozilla/5.0 (X11; Linux"
          + " x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36\"";
  private static final String ESCAPED =
      "{\"message\":\"{\\\"customer\\\":%d,\\\"amount\\\":%d,\\\"took\\\":%d,\\\"ip\\\":\\\"192.0."
          + "2.%d\\\"}\",\"at\":\"2024-01-02T10:11:12.%03dZ\",\"level\":\"INFO\",\"id\":%d}";
  private static final String[] HOSTILE = {
    "1",
    ":",
    "@",
    "+",
    "-",
    "1-",
    "1-1-1-",
    "1111 ",
    "1111-",
    "+1",
    "+1 ",
    "1 ",
    "010-",
    "a1",
    "DE1",
    "1.1.",
    "12:",
    "a@",
    "(1)",
    "12345678 ",
    "phone 1234567 ",
    "=1234567890",
    "900101-",
    "가1234567890"
  };

  private MaskSpeed() {}

  public static void main(String[] arguments) {
    for (int pass = 0; pass < 2; pass++) {
      measure("access", ACCESS);
      measure("escaped json", ESCAPED);
    }
    for (String piece : HOSTILE) {
      hostile(piece);
    }
    for (String piece : HostileSecrets.PIECES) {
      hostile(piece);
      hostile(piece + "\\n");
    }
  }

  private static void measure(String name, String pattern) {
    List<byte[]> lines = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < LINES; i++) {
      int j = i * 7;
      byte[] line =
          pattern.formatted(i % 256, i % 60, j, i % 50, j % 99_999, i % 900).getBytes(UTF_8);
      bytes += line.length;
      lines.add(line);
    }
    Masker masker = Masker.standard();
    Findings findings = new Findings();
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = CPU.getCurrentThreadCpuTime();
      for (byte[] line : lines) {
        masker.scan(line, 0, line.length, findings);
      }
      best = Math.min(best, CPU.getCurrentThreadCpuTime() - start);
    }
    System.out.printf("%s, %d bytes: %,d MB/s%n", name, bytes / LINES, bytes * 1000 / best);
  }

  private static void hostile(String piece) {
    byte[] in = piece.repeat(HOSTILE_BYTES / piece.getBytes(UTF_8).length).getBytes(UTF_8);
    Masker masker = Masker.standard();
    Findings findings = new Findings();
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long start = CPU.getCurrentThreadCpuTime();
      masker.scan(in, 0, in.length, findings);
      best = Math.min(best, CPU.getCurrentThreadCpuTime() - start);
    }
    System.out.printf("1 MiB of '%s': %.1f ms%n", piece.replace("\n", "\\n"), best / 1e6);
  }
}
