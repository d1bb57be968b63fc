// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.pipeline;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the jobs tell about themselves in Prometheus' text format.
 *
 * @param jobs books by job, only of what was told
 */
public record JobsMetrics(Map<String, Books> jobs) {

  private static final int LINES_MAX = 20_000;
  private static final Pattern LINE =
      Pattern.compile(
          "(?<name>telemetry_ledger_records|telemetry_ledger_items|telemetry_ledger_residue"
              + "|telemetry_lag_seconds)\\{(?<labels>[^}]*)\\} (?<value>[-+0-9.eE]+).*");
  private static final Pattern LABEL = Pattern.compile("(?<key>[a-z_]+)=\"(?<value>[^\"]*)\"");

  /**
   * The books of one job.
   *
   * @param records by fate
   * @param items by fate
   * @param residue how far the equations are off; null when not told
   * @param lag seconds by topic
   */
  public record Books(
      Map<String, Long> records, Map<String, Long> items, Long residue, Map<String, Double> lag) {

    static Books empty() {
      return new Books(new TreeMap<>(), new TreeMap<>(), null, new TreeMap<>());
    }

    Books withResidue(long more) {
      return new Books(records, items, residue == null ? more : residue + more, lag);
    }
  }

  /** Reads the lines that are known; instances of a job add up. */
  static JobsMetrics parse(String text) {
    Map<String, Books> jobs = new TreeMap<>();
    text.lines().limit(LINES_MAX).forEach(line -> add(jobs, line));
    return new JobsMetrics(jobs);
  }

  private static void add(Map<String, Books> jobs, String line) {
    Matcher sample = LINE.matcher(line);
    if (!sample.matches()) {
      return;
    }
    Map<String, String> labels = labels(sample.group("labels"));
    double value = Double.parseDouble(sample.group("value"));
    String job = labels.getOrDefault("job", "");
    Books books = jobs.getOrDefault(job, Books.empty());
    switch (sample.group("name")) {
      case "telemetry_ledger_records" -> count(books.records(), labels, value);
      case "telemetry_ledger_items" -> count(books.items(), labels, value);
      case "telemetry_lag_seconds" ->
          books.lag().merge(labels.getOrDefault("topic", ""), value, Math::max);
      default -> books = books.withResidue(Math.round(value));
    }
    jobs.put(job, books);
  }

  private static void count(Map<String, Long> counts, Map<String, String> labels, double value) {
    counts.merge(labels.getOrDefault("fate", ""), Math.round(value), Long::sum);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(text);
    while (label.find()) {
      labels.put(label.group("key"), label.group("value"));
    }
    return labels;
  }
}
