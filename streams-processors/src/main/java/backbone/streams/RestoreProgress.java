// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far each store is that is being read back from its changelog. */
final class RestoreProgress implements StateRestoreListener {

  /**
   * One store of one partition.
   *
   * @param restored records read back
   * @param total offsets to read back; not each of them need hold a record
   */
  private record Place(String store, int partition, long restored, long total) {

    Map<String, Object> fact() {
      return Map.of("store", store, "partition", partition, "restored", restored, "total", total);
    }
  }

  private final Map<TopicPartition, Place> places = new ConcurrentHashMap<>();

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
    places.put(changelog, new Place(store, changelog.partition(), 0, to - from));
  }

  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long end, long restored) {
    places.computeIfPresent(
        changelog,
        (key, at) -> new Place(store, at.partition(), at.restored() + restored, at.total()));
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long restored) {
    places.remove(changelog);
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long restored) {
    places.remove(changelog);
  }

  /** Records that are still to be read back, at most. */
  long left() {
    return places.values().stream().mapToLong(at -> Math.max(0, at.total() - at.restored())).sum();
  }

  /** For machines: each store with partition, restored and total; sorted. */
  List<Map<String, Object>> facts() {
    return sorted().stream().map(Place::fact).toList();
  }

  /** For people: the rest of a sentence, empty when nothing is read back. */
  String detail() {
    List<Place> now = sorted();
    long restored = now.stream().mapToLong(Place::restored).sum();
    long total = now.stream().mapToLong(Place::total).sum();
    return now.isEmpty() ? "" : "; it has read back " + restored + " of " + total + " records";
  }

  private List<Place> sorted() {
    List<Place> sorted = new ArrayList<>(places.values());
    sorted.sort(Comparator.comparing(Place::store).thenComparing(Place::partition));
    return sorted;
  }
}
