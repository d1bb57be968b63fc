// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.schema.Catalogue;
import backbone.schema.Topic;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What this sink writes: each kind from its own topic into indices of its own. */
enum Signal {
  LOGS("logs", "log-mapping.json", 1),
  SPANS("spans", "span-mapping.json", 1),
  METRICS("metrics", "metric-mapping.json", 1);

  private final String word;
  private final String mapping;
  private final int mappingVersion;

  Signal(String word, String mapping, int mappingVersion) {
    this.word = word;
    this.mapping = mapping;
    this.mappingVersion = mappingVersion;
  }

  /** Part of index and template names. */
  String word() {
    return word;
  }

  /** Full name of the topic under a prefix. */
  String topic(String prefix) {
    return topic().name(prefix);
  }

  /** Resource with the mapping of its indices. */
  String mapping() {
    return mapping;
  }

  /** Grows with every change of the mapping. */
  int mappingVersion() {
    return mappingVersion;
  }

  /** Signals of the given topics; all when none is given, as with {@code topics.regex}. */
  static Set<Signal> of(List<String> topics, String prefix) {
    Set<Signal> signals =
        Arrays.stream(values())
            .filter(signal -> topics.contains(signal.topic(prefix)))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Signal.class)));
    return signals.isEmpty() ? EnumSet.allOf(Signal.class) : signals;
  }

  /** Full names of all topics that can be written. */
  static List<String> topics(String prefix) {
    return Arrays.stream(values()).map(signal -> signal.topic(prefix)).toList();
  }

  private Topic topic() {
    return switch (this) {
      case LOGS -> Catalogue.LOGS_NORMALIZED;
      case SPANS -> Catalogue.SPANS_SAMPLED;
      case METRICS -> Catalogue.METRICS_MINUTES;
    };
  }
}
