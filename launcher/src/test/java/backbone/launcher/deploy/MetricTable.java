// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one table of metrics: those of the page that is generated from the code, those that rules
 * record, and a few of others. An expression may name nothing else.
 *
 * @param labels by metric; empty for one whose labels nobody declares
 */
record MetricTable(Map<String, Set<String>> labels) {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (counter|gauge|histogram) \\| ([^|]*)\\|");
  private static final Pattern LITERAL = Pattern.compile("`(\\w+)`");
  private static final Pattern RECORDED =
      Pattern.compile("(?m)^\\s*- (?:\\{ )?record: \"?([\\w:]+)");
  private static final Pattern FOUR_SIGNALS =
      Pattern.compile("telemetry_.+_(received|sent|dropped|errors)_total");

  /** What Prometheus adds when it scrapes. */
  private static final Set<String> SCRAPED = Set.of("job", "instance");

  /** What {@code prometheus.yml} adds to the four signals. */
  private static final String PART = "part";

  private static final Set<String> OWNER = Set.of("service_name", "env", "region", "team");

  /** Of Prometheus itself, Alertmanager and the node exporter. */
  private static final Map<String, Set<String>> FOREIGN =
      Map.ofEntries(
          entry("up", Set.of()),
          entry("ALERTS", union(OWNER, Set.of("alertname", "alertstate", "severity"))),
          entry("node_cpu_seconds_total", Set.of("cpu", "mode")),
          entry("node_load1", Set.of()),
          entry("node_memory_MemAvailable_bytes", Set.of()),
          entry("node_memory_MemTotal_bytes", Set.of()),
          entry("node_filesystem_avail_bytes", Set.of("device", "fstype", "mountpoint")),
          entry("node_filesystem_size_bytes", Set.of("device", "fstype", "mountpoint")),
          entry("node_filesystem_files", Set.of("device", "fstype", "mountpoint")),
          entry("node_filesystem_files_free", Set.of("device", "fstype", "mountpoint")),
          entry("prometheus_config_last_reload_successful", Set.of()),
          entry("prometheus_rule_evaluation_failures_total", Set.of("rule_group")),
          entry("prometheus_notifications_dropped_total", Set.of()),
          entry("alertmanager_config_last_reload_successful", Set.of()),
          entry("alertmanager_notifications_failed_total", Set.of("integration")),
          entry("node_filesystem_readonly", Set.of("device", "fstype", "mountpoint")),
          entry("node_disk_io_time_seconds_total", Set.of("device")),
          entry("node_disk_read_bytes_total", Set.of("device")),
          entry("node_disk_written_bytes_total", Set.of("device")),
          entry("node_network_receive_bytes_total", Set.of("device")),
          entry("node_network_transmit_bytes_total", Set.of("device")));

  static MetricTable of(Deployment deployment) {
    Map<String, Set<String>> labels = new TreeMap<>();
    page(deployment.root()).forEach(row -> add(labels, row));
    FOREIGN.forEach((name, own) -> labels.put(name, union(own, SCRAPED)));
    for (String file : deployment.below("deploy/prometheus/rules/")) {
      RECORDED
          .matcher(deployment.text(file))
          .results()
          .forEach(found -> labels.put(found.group(1), Set.of()));
    }
    return new MetricTable(labels);
  }

  private static List<MatchResult> page(Path root) {
    try {
      return ROW.matcher(Files.readString(root.resolve("docs/metrics.md"))).results().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(Map<String, Set<String>> labels, MatchResult row) {
    String name = row.group(1);
    Set<String> own = new HashSet<>(SCRAPED);
    LITERAL.matcher(row.group(3)).results().forEach(label -> own.add(label.group(1)));
    if (FOUR_SIGNALS.matcher(name).matches()) {
      own.add(PART);
    }
    if (row.group(2).equals("histogram")) {
      labels.put(name + "_bucket", union(own, Set.of("le")));
      labels.put(name + "_count", own);
      labels.put(name + "_sum", own);
    }
    // A histogram has its plain name too where it is scraped as a native one.
    labels.put(name, own);
  }

  /** What an expression names although nobody exports it; empty when all is well. */
  List<String> strangers(String expression) {
    PromQlNames names = PromQlNames.of(expression);
    List<String> problems = new ArrayList<>();
    List<Set<String>> read = new ArrayList<>();
    for (PromQlNames.Selector selector : names.selectors()) {
      Collection<Set<String>> metrics = metrics(selector);
      if (metrics.isEmpty()) {
        problems.add("no part exports " + selector.name());
      }
      metrics.stream()
          .filter(known -> !known.isEmpty() && !known.containsAll(selector.labels()))
          .findFirst()
          .ifPresent(
              known -> problems.add(selector.name() + " has no " + without(selector, known)));
      read.addAll(metrics);
    }
    if (read.stream().noneMatch(Set::isEmpty)) {
      Set<String> all = read.stream().flatMap(Set::stream).collect(Collectors.toSet());
      names.grouped().stream()
          .filter(label -> !all.contains(label))
          .forEach(label -> problems.add("none of the metrics has " + label));
    }
    return problems;
  }

  /** Labels of each metric that a selector reads. */
  private Collection<Set<String>> metrics(PromQlNames.Selector selector) {
    if (!selector.pattern()) {
      return labels.containsKey(selector.name()) ? List.of(labels.get(selector.name())) : List.of();
    }
    Map<String, Set<String>> found = new HashMap<>(labels);
    found.keySet().removeIf(Pattern.compile(selector.name()).asMatchPredicate().negate());
    return found.values();
  }

  private static Set<String> without(PromQlNames.Selector selector, Set<String> known) {
    return selector.labels().stream()
        .filter(label -> !known.contains(label))
        .collect(Collectors.toSet());
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    return Stream.concat(some.stream(), more.stream()).collect(Collectors.toSet());
  }
}
