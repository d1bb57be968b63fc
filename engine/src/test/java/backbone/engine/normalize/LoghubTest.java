// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import backbone.engine.normalize.text.Columns;
import backbone.schema.LogEvent;
import backbone.schema.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of real systems beside what people have read in them: time, level, logger, message. */
class LoghubTest {

  private static final Path DATA =
      Path.of(System.getProperty("backbone.root", ".."), "../shared/data/logs/loghub");

  /** Patterns of the time's columns; a year where the lines have none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          Apache | Time | EEE MMM dd HH:mm:ss yyyy | Level | -
          HDFS | Date Time | yyMMdd HHmmss | Level | Component
          Spark | Date Time | yy/MM/dd HH:mm:ss | Level | Component
          Zookeeper | Date Time | yyyy-MM-dd HH:mm:ss,SSS | Level | -
          OpenStack | Date Time | yyyy-MM-dd HH:mm:ss.SSS | Level | Component
          Linux | Month Date Time | MMM d HH:mm:ss yyyy | - | -
          OpenSSH | Date Day Time | MMM d HH:mm:ss yyyy | - | -
          """)
  void readsWhatPeopleHaveRead_whenLinesAreReal(
      String system, String times, String pattern, String level, String logger) throws IOException {
    Path log = DATA.resolve(system + "_2k.log");
    assumeTrue(Files.isReadable(log), "Skipped, no test data at " + log);
    List<Map<String, String>> rows = rows(DATA.resolve(system + "_2k.log_structured.csv"));
    List<String> lines = Files.readAllLines(log, UTF_8);
    DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    int right = 0;
    String wrong = "";
    for (int i = 0; i < rows.size(); i++) {
      Map<String, String> row = rows.get(i);
      LogEvent event = event(lines.get(i));
      boolean same =
          timed(row, times, format, event)
              && (level == null || levelOf(row.get(level)).equals(event.getLevel()))
              && (logger == null || row.get(logger).equals(event.getLogger()))
              && masked(row.get("Content")).equals(event.getMessage().strip());
      right += same ? 1 : 0;
      wrong = same ? wrong : lines.get(i) + " became " + event;
    }

    System.out.printf(
        Locale.ROOT,
        "%s: %.2f %% of %d lines right%n",
        system,
        100.0 * right / rows.size(),
        rows.size());
    assertThat(right * 100).as(wrong).isGreaterThanOrEqualTo(rows.size() * 99);
  }

  private static boolean timed(
      Map<String, String> row, String columns, DateTimeFormatter format, LogEvent event) {
    StringBuilder time = new StringBuilder();
    for (String column : columns.split(" ", -1)) {
      time.append(time.length() == 0 ? "" : " ").append(row.get(column));
    }
    boolean yearless = columns.split(" ", -1).length == 3;
    LocalDateTime read =
        LocalDateTime.ofEpochSecond(
            event.getEventTimeUnixNano() / 1_000_000_000, 0, ZoneOffset.UTC);
    String written = yearless ? time + " " + read.getYear() : time.toString();
    long nanos = LocalDateTime.parse(written, format).toInstant(ZoneOffset.UTC).toEpochMilli();
    return nanos * 1_000_000 == event.getEventTimeUnixNano();
  }

  private static String levelOf(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "notice" -> "info";
      case "warning" -> "warn";
      default -> word.toLowerCase(Locale.ROOT);
    };
  }

  /**
   * The message as it is when it comes alone, with the same masks. Apache's client is no part of
   * it, but a field.
   */
  private static String masked(String content) {
    String text = content.replaceFirst("^\\[client [0-9.]+\\] ", "");
    return event("x " + text).getMessage().substring(2).strip();
  }

  private static LogEvent event(String line) {
    byte[] value = line.getBytes(UTF_8);
    Captured made = new Captured();
    Source source = new Source("h", null, ZoneOffset.UTC, null, "test", "local", "default");
    Origin origin = new Origin("src", 1, 0, value.length);
    RawLog raw =
        new RawLog(value, null, source, origin, Captured.ARRIVAL_MS, new int[] {0, 1}, false);
    Normalizer.standard().normalize(raw, made);
    return made.events.get(0);
  }

  private static List<Map<String, String>> rows(Path csv) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    List<String> names = null;
    for (String line : Files.readAllLines(csv, UTF_8)) {
      List<String> values = values(line);
      if (names == null) {
        names = values;
        continue;
      }
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < names.size(); i++) {
        row.put(names.get(i), values.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<String> values(String line) {
    byte[] b = line.getBytes(UTF_8);
    Columns columns = Columns.of(b, 0, b.length, 20);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < columns.count(); i++) {
      values.add(columns.text(i) == null ? "" : columns.text(i));
    }
    return values;
  }
}
