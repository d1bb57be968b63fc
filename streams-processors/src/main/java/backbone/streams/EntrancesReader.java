// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import backbone.schema.Catalogue;
import backbone.streams.Entrance.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the list of entrances: keys are {@code <index>.<name>}, as a YAML list gives them. */
final class EntrancesReader {

  private static final Set<String> KEYS =
      Set.of("topic", "signal", "env", "region", "team", "service");
  private static final Map<String, Signal> SIGNALS =
      Map.of("logs", Signal.LOGS, "spans", Signal.SPANS);
  private static final int ENTRANCES_MAX = 100;

  private final Map<String, String> given;
  private final List<String> problems;

  /**
   * Makes a reader.
   *
   * @param given settings below {@link JobsConfig#ENTRANCES_PREFIX}
   * @param problems takes what is wrong
   */
  EntrancesReader(Map<String, String> given, List<String> problems) {
    this.given = given;
    this.problems = problems;
  }

  /** The entrances; a signal for which none is given comes in by its own raw topic. */
  List<Entrance> read(String prefix) {
    for (String key : given.keySet()) {
      if (!KEYS.contains(key.substring(key.indexOf('.') + 1))) {
        problems.add(JobsConfig.ENTRANCES_PREFIX + key + " is not known. Known are " + KEYS + ".");
      }
    }
    List<Entrance> entrances = new ArrayList<>();
    for (int i = 0; i < ENTRANCES_MAX; i++) {
      if (given.containsKey(i + ".topic")) {
        entrances.add(entrance(i));
      }
    }
    Map<Signal, String> raw = new HashMap<>();
    raw.put(Signal.LOGS, Catalogue.LOGS_RAW.name(prefix));
    raw.put(Signal.SPANS, Catalogue.SPANS_RAW.name(prefix));
    entrances.forEach(entrance -> raw.remove(entrance.signal()));
    for (Signal signal : Signal.values()) {
      if (raw.containsKey(signal)) {
        entrances.add(new Entrance(raw.get(signal), signal, null, null, null, null));
      }
    }
    return List.copyOf(entrances);
  }

  private Entrance entrance(int i) {
    return new Entrance(
        given.get(i + ".topic"),
        signal(i),
        given.get(i + ".env"),
        given.get(i + ".region"),
        given.get(i + ".team"),
        given.get(i + ".service"));
  }

  private Signal signal(int i) {
    String word = given.getOrDefault(i + ".signal", "logs");
    Signal signal = SIGNALS.get(word.toLowerCase(Locale.ROOT));
    if (signal == null) {
      problems.add(
          JobsConfig.ENTRANCES_PREFIX + i + ".signal=" + word + " is none. Set logs or spans.");
      return Signal.LOGS;
    }
    return signal;
  }
}
