// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import backbone.engine.mask.MaskCounter;
import backbone.engine.mask.Masker;
import backbone.launcher.bench.Row.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * All detectors over access lines on one core, beside a scan of the bytes and a chain of regular
 * expressions; then single lines of a megabyte that are made to be slow.
 */
final class MaskBench implements Benchmark {

  private static final int LINES = 20_000;
  private static final int HOSTILE_BYTES = 1_000_000;
  private static final int HOSTILE_RUNS = 7;
  private static final double MB_PER_SECOND_MIN = 120;
  private static final double HOSTILE_MS_MAX = 50;
  private static final double BYTES_PER_MB = 1e6;

  /** What such a line repeats: anchors that detectors stop at, beginnings that never end. */
  private static final List<String> HOSTILE =
      List.of(
          "1",
          ":",
          "@",
          ".",
          "=",
          "\"",
          "\\",
          "{",
          "a@",
          "1.",
          "1:",
          "1-",
          "%3",
          "\\\\\"",
          "password=",
          "\"token\":\"",
          "eyJ",
          "Bearer ",
          "http://a:",
          "010-1234-",
          "4111 ",
          "-----BEGIN ",
          "KR",
          "::ffff:",
          "a.b@c.",
          "192.168.1.");

  /** A usual chain: address, e-mail, card, telephone, token, secret by key, resident number. */
  private static final List<Pattern> CHAIN =
      List.of(
          Pattern.compile("\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b"),
          Pattern.compile("\\b(?:[0-9a-fA-F]{1,4}:){2,7}[0-9a-fA-F]{1,4}\\b"),
          Pattern.compile("[\\w.+-]+@[\\w-]+\\.[\\w.-]+"),
          Pattern.compile("\\b(?:\\d[ -]?){13,19}\\b"),
          Pattern.compile("\\b01[016789][ -]?\\d{3,4}[ -]?\\d{4}\\b"),
          Pattern.compile("\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+"),
          Pattern.compile(
              "(?i)(?:password|passwd|token|secret)[\"']?\\s*[:=]\\s*[\"']?[^\\s\"',]+"),
          Pattern.compile("\\b\\d{6}-[1-8]\\d{6}\\b"));

  @Override
  public List<Row> run(Plan plan, Map<String, String> versions) {
    byte[][] bytes = Lines.ACCESS.lines(LINES);
    String[] texts = new String[LINES];
    for (int n = 0; n < LINES; n++) {
      texts[n] = new String(bytes[n], ISO_8859_1);
    }
    double mb = Lines.ACCESS.bytes() / BYTES_PER_MB;
    plan.progress().say("measuring all detectors on access lines");
    double ours = mask(texts, Spans.of(plan)) * mb;
    plan.progress().say("measuring a byte scan and a chain of regular expressions");
    double scan = ByteScan.linesPerSecond(bytes, Spans.of(plan)) * mb;
    double chain = chain(texts, Spans.of(plan)) * mb;
    String name = "mask, all detectors, one core, access of 237 bytes";
    List<Row> rows = new ArrayList<>();
    rows.add(
        Row.of(
            name, "MB/s", ours, new Reference("byte scan", scan), Bar.atLeast(MB_PER_SECOND_MIN)));
    rows.add(Row.of(name, "MB/s", ours, new Reference("8 java regex", chain), Bar.NONE));
    plan.progress().say("measuring hostile lines of 1 MB");
    rows.add(hostile());
    return rows;
  }

  private static double mask(String[] lines, Spans spans) {
    Masker masker = Masker.standard();
    MaskCounter counter = new MaskCounter();
    double best = spans.best(lines.length, n -> masker.mask(lines[n], counter));
    if (counter.total() == 0) {
      throw new IllegalStateException("bug: nothing was masked in lines with an address each");
    }
    return best;
  }

  private static double chain(String[] lines, Spans spans) {
    long[] chars = new long[1];
    return spans.best(
        lines.length,
        n -> {
          String line = lines[n];
          for (Pattern pattern : CHAIN) {
            line = pattern.matcher(line).replaceAll("*");
          }
          chars[0] += line.length();
        });
  }

  /** The slowest of all, each by its fastest run. */
  private static Row hostile() {
    Masker masker = Masker.standard();
    double slowest = 0;
    String which = "";
    for (String part : HOSTILE) {
      String line = part.repeat(HOSTILE_BYTES / part.length());
      double fastest = Double.MAX_VALUE;
      for (int run = 0; run < HOSTILE_RUNS; run++) {
        long start = System.nanoTime();
        masker.mask(line, new MaskCounter());
        fastest = Math.min(fastest, (System.nanoTime() - start) / 1e6);
      }
      if (fastest > slowest) {
        slowest = fastest;
        which = part;
      }
    }
    String name = "mask, slowest line of 1 MB: `" + which.strip() + "` again and again";
    return Row.of(name, "ms", slowest, null, Bar.atMost(HOSTILE_MS_MAX));
  }
}
