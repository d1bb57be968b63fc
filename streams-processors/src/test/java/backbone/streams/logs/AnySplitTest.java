// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static backbone.streams.logs.Bench.START_MS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.normalize.lines.LineJoiner;
import backbone.schema.Origin;
import backbone.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * However lines come in records, and whatever happens to the task between them, the events are
 * those that the joiner makes of each sender's lines.
 */
class AnySplitTest {

  private static final int SENDERS = 3;
  private static final int CHUNKS = 400;

  private static final String[][] TEXTS = {
    {"plain words"},
    {"2024-01-02 10:11:12 INFO all is well"},
    {
      "2024-01-02 10:11:12 ERROR it broke",
      "a.b.CException: no",
      "\tat a.B",
      "Caused by: a.b.DError"
    },
    {
      "Traceback (most recent call last):",
      "  File \"a.py\", line 1, in f",
      "    g()",
      "ValueError: no"
    },
    {"panic: my panic", "", "goroutine 4 [running]:", "main.main()", "\tfoo.go:6 +0x39"},
    {"TypeError: x", "    at f (/app/a.js:1:2) {", "  code: 'E',", "}"},
    {"# Time: 2024-01-02T10:11:12Z", "# User@Host: a[a] @ h []", "SELECT", "1;"},
    {"\tat alone.A"},
    {"words", ""},
  };

  /** Lines that a sender gives to one record. */
  private record Chunk(int sender, long afterMs, List<String> lines) {}

  /** What one sender has told; the rule in its plainest form. */
  private static final class Expected {
    private final List<String> events = new ArrayList<>();
    private final LineJoiner joiner = new LineJoiner();
    private String event;
    private String blanks = "";
    private String head;
    private long firstMs;
    private long lastMs;
    private long lastOffset = -1;

    void take(String line, long afterMs, long offset, int number) {
      boolean inTime =
          offset == lastOffset
              || (afterMs - lastMs <= Bench.JOIN_WITHIN.toMillis()
                  && afterMs - firstMs <= HeldEvent.AGE_MS_MAX);
      if (event != null && !inTime) {
        end();
      }
      if (line.isEmpty()) {
        blanks += event == null ? "" : "\n";
      } else if (event != null && goesOn(event + blanks + "\n", line)) {
        event += blanks + "\n" + line;
        blanks = "";
      } else {
        end();
        byte[] bytes = line.getBytes(UTF_8);
        joiner.begin(bytes, 0, bytes.length);
        event = line;
        firstMs = afterMs;
        String id = new Origin("c0de-0", 0, offset, offset + 1).id(number);
        head = id + "|" + (START_MS + afterMs) + "|prod/kr/shop/fallback|";
      }
      if (event != null) {
        lastMs = afterMs;
        lastOffset = offset;
      }
    }

    private boolean goesOn(String before, String line) {
      byte[] all = (before + line).getBytes(UTF_8);
      return joiner.goesOn(all, 0, before.getBytes(UTF_8).length, all.length);
    }

    void end() {
      if (event != null) {
        events.add(head + event);
      }
      event = null;
      blanks = "";
    }
  }

  @Test
  void eventsAreThoseOfTheJoiner_howeverLinesComeAndTheTaskIsStopped() {
    Seeds.forEach(
        (random, seed) -> {
          List<Chunk> chunks = chunks(random);
          List<Expected> expected = new ArrayList<>();
          for (int i = 0; i < SENDERS; i++) {
            expected.add(new Expected());
          }
          List<String> calm = run(chunks, new Random(-1), expected);
          List<String> stirred = run(chunks, random, new ArrayList<>());

          assertThat(stirred).isEqualTo(calm);
          assertThat(calm.stream().sorted().toList())
              .isEqualTo(expected.stream().flatMap(e -> e.events.stream()).sorted().toList());
          assertThat(calm.stream().filter(e -> e.indexOf('\n') > 0)).hasSizeGreaterThan(50);
        });
  }

  /** Blank lines come alone or between others, as those at the ends of a record are none. */
  private static List<Chunk> chunks(Random random) {
    List<Chunk> chunks = new ArrayList<>();
    List<List<String>> left = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      left.add(new ArrayList<>());
    }
    long afterMs = 0;
    for (int i = 0; i < CHUNKS; i++) {
      int sender = random.nextInt(SENDERS);
      List<String> lines = left.get(sender);
      while (lines.size() < 6) {
        lines.addAll(List.of(TEXTS[random.nextInt(TEXTS.length)]));
      }
      int n = lines.get(0).isEmpty() ? 1 : 1 + random.nextInt(4);
      while (n > 1 && lines.get(n - 1).isEmpty()) {
        n--;
      }
      afterMs += random.nextInt(10) == 0 ? random.nextInt(1_500) : random.nextInt(100);
      chunks.add(new Chunk(sender, afterMs, List.copyOf(lines.subList(0, n))));
      lines.subList(0, n).clear();
    }
    return chunks;
  }

  /** The events in the order in which they were written; the seed -1 leaves the task alone. */
  private static List<String> run(List<Chunk> chunks, Random random, List<Expected> expected) {
    boolean stir = expected.isEmpty();
    try (Lives lives = new Lives()) {
      for (Chunk chunk : chunks) {
        stir(lives, stir ? random.nextInt(6) : 5);
        long offset =
            lives.send("s" + chunk.sender(), chunk.afterMs(), String.join("\n", chunk.lines()));
        for (int i = 0; !stir && i < chunk.lines().size(); i++) {
          expected.get(chunk.sender()).take(chunk.lines().get(i), chunk.afterMs(), offset, i);
        }
        assertThat(lives.books().residue()).isZero();
      }
      lives.punctuateAt(1_000_000);
      expected.forEach(Expected::end);
      assertThat(lives.books().open()).isZero();
      return events(lives.written());
    }
  }

  private static void stir(Lives lives, int what) {
    if (what == 0) {
      lives.again();
    } else if (what == 1) {
      lives.punctuate();
    }
  }

  /** Leaves out the watermarks, none of which may pass what comes behind it. */
  private static List<String> events(List<String> written) {
    List<String> events = new ArrayList<>();
    long reached = 0;
    for (String record : written) {
      if (record.indexOf('|') < 0) {
        assertThat(Long.parseLong(record)).isGreaterThan(reached);
        reached = Long.parseLong(record);
      } else {
        assertThat(Long.parseLong(record.split("\\|", -1)[1])).isGreaterThan(reached);
        events.add(record);
      }
    }
    return events;
  }
}
