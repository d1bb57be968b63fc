// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import backbone.engine.normalize.RawLog;
import backbone.schema.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What each source has sent before, so that what it sends again is dropped. The store is the
 * durable form; the map mirrors it, ordered by the last record of each source, so that forgetting
 * the oldest costs nothing.
 */
final class SourceMemory {

  /** Sources remembered by one task; past that the one that was silent longest is forgotten. */
  static final int SOURCES_MAX = 50_000;

  /** Sources forgotten in one call of {@link #expire}. */
  static final int EXPIRED_MAX = 1_000;

  private final KeyValueStore<String, byte[]> store;
  private final int sourcesMax;
  private final Map<String, CoveredRanges> bySource = new LinkedHashMap<>();

  SourceMemory(KeyValueStore<String, byte[]> store, int sourcesMax) {
    this.store = store;
    this.sourcesMax = sourcesMax;
    load();
  }

  private void load() {
    List<Map.Entry<String, CoveredRanges>> stored = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> next = all.next();
        stored.add(Map.entry(next.key, CoveredRanges.read(next.value)));
      }
    }
    stored.sort(Comparator.comparingLong(entry -> entry.getValue().arrivalMs()));
    stored.forEach(entry -> bySource.put(entry.getKey(), entry.getValue()));
  }

  /**
   * Remembers a record and gives what of it is new.
   *
   * @return the record itself, runs of its lines, or nothing when it is a repeat
   */
  List<RawLog> unseen(RawLog raw) {
    Origin origin = raw.origin();
    CoveredRanges seen = bySource.get(origin.source());
    if (seen != null && seen.generation() > origin.generation()) {
      return List.of();
    }
    if (seen == null || seen.generation() < origin.generation()) {
      seen = CoveredRanges.empty(origin.generation());
    }
    List<RawLog> runs = LineTrimmer.uncovered(raw, seen);
    remember(origin.source(), seen.with(origin.start(), origin.end(), raw.arrivalMs()));
    return runs;
  }

  private void remember(String source, CoveredRanges seen) {
    bySource.remove(source);
    bySource.put(source, seen);
    store.put(source, seen.write());
    if (bySource.size() > sourcesMax) {
      Iterator<String> oldest = bySource.keySet().iterator();
      store.delete(oldest.next());
      oldest.remove();
    }
  }

  /** Forgets sources whose last record arrived before a time, at most a thousand per call. */
  void expire(long beforeMs) {
    Iterator<Map.Entry<String, CoveredRanges>> oldest = bySource.entrySet().iterator();
    for (int n = 0; n < EXPIRED_MAX && oldest.hasNext(); n++) {
      Map.Entry<String, CoveredRanges> entry = oldest.next();
      if (entry.getValue().arrivalMs() >= beforeMs) {
        return;
      }
      store.delete(entry.getKey());
      oldest.remove();
    }
  }

  int size() {
    return bySource.size();
  }
}
