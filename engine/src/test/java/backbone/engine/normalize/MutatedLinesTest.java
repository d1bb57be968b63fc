// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Real lines, cut, flipped, glued, repeated and put into envelopes: each record ends as events,
 * dead letters and drops that have places of their own, within a time that grows as its length.
 */
class MutatedLinesTest {

  private static final Path LOGS =
      Path.of(System.getProperty("backbone.root", "..")).resolve("../shared/data/logs");
  private static final int RECORDS = 8_000;
  private static final int LINES_PER_FILE = 60;
  private static final int MEGABYTE = 1_000_000;
  private static final long DEFINITELY_TOO_SLOW_MS = 5_000;

  private final Normalizer normalizer = Normalizer.standard();

  @Test
  void keepsTheBooks_whenRealLinesAreMutated() throws IOException {
    List<byte[]> lines = lines();
    long seed = Long.getLong("proofs.seed", 0);
    Random random = new Random(seed);
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = mutated(lines, random);
      balances(record, "seed=" + seed + " record=" + i);
    }
  }

  @Test
  void staysLinear_whenRealLinesAreRepeated() throws IOException {
    long worst = 0;
    String slowest = "";
    List<byte[]> lines = lines();
    for (int i = 0; i < lines.size(); i += LINES_PER_FILE / 2) {
      byte[] line = lines.get(i);
      for (String end : new String[] {"", "\n"}) {
        byte[] record = repeated(line, end.getBytes(UTF_8));
        normalizer.normalize(Captured.raw(record), new Captured());
        long began = System.nanoTime();
        normalizer.normalize(Captured.raw(record), new Captured());
        long tookMs = (System.nanoTime() - began) / 1_000_000;
        String what = tookMs + " ms for a megabyte of " + new String(line, ISO_8859_1).strip();
        assertThat(tookMs).as(what).isLessThan(DEFINITELY_TOO_SLOW_MS);
        slowest = tookMs > worst ? what : slowest;
        worst = Math.max(worst, tookMs);
      }
    }
    System.out.println("Slowest: " + slowest.substring(0, Math.min(120, slowest.length())));
  }

  /** Each event has a place of its own in the record, in order, and nothing is lost or invented. */
  private void balances(byte[] record, String where) {
    Captured made = new Captured();
    normalizer.normalize(Captured.raw(record), made);

    int items = made.events.size() + made.dead.size() + made.dropped.size();
    int feeds = 0;
    for (byte b : record) {
      feeds += b == '\n' ? 1 : 0;
    }
    assertThat(items).as(where).isPositive();
    assertThat(made.dead).as(where).doesNotContain("defect");
    Set<String> ids = new HashSet<>();
    for (LogEvent event : made.events) {
      assertThat(ids.add(event.getOriginId())).as(where + " repeats " + event).isTrue();
      assertThat(UTF_8.newEncoder().canEncode(event.toString())).as(where).isTrue();
    }
    boolean lines = record.length > 0 && record[0] != '[' && record[0] != '{';
    if (lines && !OtlpSniff.isProtobuf(record)) {
      assertThat(made.dropped.size()).as(where).isLessThanOrEqualTo(feeds + 1);
    }
  }

  private static byte[] mutated(List<byte[]> lines, Random random) {
    byte[] bytes = pick(lines, random);
    for (int i = random.nextInt(5); i >= 0; i--) {
      bytes = mutation(bytes, lines, random);
    }
    return bytes;
  }

  private static byte[] mutation(byte[] bytes, List<byte[]> lines, Random random) {
    if (bytes.length == 0) {
      return pick(lines, random);
    }
    int at = random.nextInt(bytes.length);
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> Arrays.copyOfRange(bytes, at, bytes.length);
      case 2 -> flipped(bytes, at, random.nextInt(256));
      case 3 -> glued(bytes, "\n", pick(lines, random));
      case 4 -> glued(bytes, "", pick(lines, random));
      case 5 ->
          glued(Arrays.copyOf(bytes, at), "\n\tat ", Arrays.copyOfRange(bytes, at, bytes.length));
      case 6 -> envelope(bytes, random.nextInt(4));
      default -> repeated(bytes, at, 1 + random.nextInt(40));
    };
  }

  private static byte[] flipped(byte[] bytes, int at, int to) {
    byte[] copy = bytes.clone();
    copy[at] = (byte) to;
    return copy;
  }

  private static byte[] glued(byte[] first, String between, byte[] second) {
    byte[] middle = between.getBytes(UTF_8);
    byte[] all = Arrays.copyOf(first, first.length + middle.length + second.length);
    System.arraycopy(middle, 0, all, first.length, middle.length);
    System.arraycopy(second, 0, all, first.length + middle.length, second.length);
    return all;
  }

  private static byte[] envelope(byte[] bytes, int kind) {
    String line = new String(bytes, UTF_8);
    String quoted = line.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    String wrapped =
        switch (kind) {
          case 0 ->
              "{\"log\":\""
                  + quoted
                  + "\\n\",\"stream\":\"stdout\",\"time\":\"2024-01-02T01:11:12Z\"}";
          case 1 -> "2024-01-02T01:11:12.345678901Z stderr F " + line;
          case 2 -> "<34>1 2024-01-02T01:11:12Z host app 12 - - " + line;
          default -> "[{\"message\":\"" + quoted + "\"},{\"message\":\"x\"}]";
        };
    return wrapped.getBytes(UTF_8);
  }

  private static byte[] repeated(byte[] bytes, int at, int times) {
    byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 200));
    byte[] all = bytes;
    for (int i = 0; i < times; i++) {
      all = glued(all, "", part);
    }
    return all;
  }

  private static byte[] repeated(byte[] line, byte[] end) {
    int step = line.length + end.length;
    byte[] all = new byte[MEGABYTE / step * step];
    for (int at = 0; at < all.length; at += step) {
      System.arraycopy(line, 0, all, at, line.length);
      System.arraycopy(end, 0, all, at + line.length, end.length);
    }
    return all;
  }

  private static byte[] pick(List<byte[]> lines, Random random) {
    return lines.get(random.nextInt(lines.size()));
  }

  /** Of the records of other shippers, and of real files where they are there. */
  private static List<byte[]> lines() throws IOException {
    List<byte[]> lines = new ArrayList<>();
    for (String line : HostileBytesTest.LINES) {
      lines.add(line.getBytes(UTF_8));
    }
    if (Files.isDirectory(LOGS)) {
      try (Stream<Path> files = Files.walk(LOGS)) {
        for (Path file :
            files.filter(f -> f.toString().matches(".*\\.(log|json|0|txt)")).sorted().toList()) {
          some(file, lines);
        }
      }
    } else {
      System.out.println("Lines of the tests only: " + LOGS + " is absent.");
    }
    return lines;
  }

  private static void some(Path file, List<byte[]> lines) throws IOException {
    List<String> all;
    try (InputStream in = Files.newInputStream(file)) {
      all =
          new String(in.readNBytes(400_000), ISO_8859_1).lines().filter(l -> !l.isBlank()).toList();
    }
    int step = Math.max(1, all.size() / LINES_PER_FILE);
    for (int i = 0; i < all.size(); i += step) {
      lines.add(all.get(i).getBytes(ISO_8859_1));
    }
  }
}
