// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps the set of followed files: finds new ones, recognises known ones, lets go of gone ones. */
final class Discovery {

  /** A writer may go on with a file that was renamed out of the globs. */
  private static final long GONE_MS = 60_000;

  private static final int NAMES_MAX = 10_000;

  private final Setup setup;
  private final FileIds ids;
  private final Memory memory;
  private final Map<FileKey, Tail> tails = new LinkedHashMap<>();
  private final Recognition recognition;
  private final Handovers handovers = new Handovers();
  private final List<Tail> news = new ArrayList<>();
  private final Set<Path> faults = new HashSet<>();
  private final Set<FileKey> compressed = new HashSet<>();
  private final Set<Path> names = new HashSet<>();
  private boolean first = true;

  Discovery(Setup setup, List<SavedFile> saved) {
    this.setup = setup;
    this.ids = new FileIds(setup.clock());
    this.memory = new Memory(saved);
    this.recognition = new Recognition(setup, memory, tails);
  }

  Collection<Tail> tails() {
    return tails.values();
  }

  int faults() {
    return faults.size();
  }

  /** Everything to be remembered. */
  List<SavedFile> saved() throws IOException {
    List<SavedFile> all = new ArrayList<>(memory.files());
    for (Tail tail : tails.values()) {
      if (tail.hasIdentity()) {
        all.add(tail.saved());
      }
    }
    return all;
  }

  void scan(long nowMs) throws IOException {
    faults.clear();
    Map<FileKey, Map.Entry<Path, Input>> found = new LinkedHashMap<>();
    for (Map.Entry<Path, Input> file : setup.scan().files(this::skippedName).entrySet()) {
      try {
        found.putIfAbsent(FileKey.of(file.getKey()), file);
      } catch (IOException e) {
        fault(file.getKey(), e);
      }
    }
    found.forEach((key, file) -> seen(key, file.getKey(), nowMs));
    add(found, true, nowMs);
    if (first) {
      findRenamed(nowMs);
      recognition.orphans(nowMs).forEach(this::follow);
      first = false;
    }
    add(found, false, nowMs);
    for (int n = handovers.pair(news, tails.values()); n > 0; n--) {
      setup.watch().rotated();
    }
    news.clear();
    letGo(found.keySet(), nowMs);
    recognition.twins().retain(found.keySet());
    compressed.retainAll(found.keySet());
    mint();
  }

  /** The file no longer holds what was read of it. */
  void truncated(Tail tail, Turn turn) throws IOException {
    setup.watch().truncated();
    recognition.truncated(tail, turn).ifPresent(this::follow);
    handovers.pair(List.of(tail), tails.values());
  }

  /** Decides whether last events go on in the next files. */
  void settleHandovers(Turn turn) {
    handovers.settle(turn, setup.watch());
  }

  /** Whether an older file, or generation of the same one, must be dealt with first. */
  boolean mayRead(Tail tail) throws IOException {
    if (handovers.isWaiting(tail)) {
      return false;
    }
    if (tail.generation().number() == 0) {
      return true;
    }
    for (Tail other : tails.values()) {
      if (other.isRetired()
          && other.id().equals(tail.id())
          && other.generation().number() < tail.generation().number()
          && !other.isDrained()) {
        return false;
      }
    }
    return true;
  }

  void close() throws IOException {
    for (Tail tail : tails.values()) {
      tail.handle().park();
    }
  }

  private void seen(FileKey key, Path path, long nowMs) {
    Tail tail = tails.get(key);
    if (tail != null) {
      tail.seen(path, nowMs);
    }
  }

  private void add(Map<FileKey, Map.Entry<Path, Input>> found, boolean remembered, long nowMs) {
    found.forEach(
        (key, file) -> {
          Tail tail = tails.get(key);
          boolean wanted = tail == null ? memory.knows(key) == remembered : !tail.place().isOpen();
          if (wanted) {
            tryOpen(file.getKey(), file.getValue(), nowMs);
          }
        });
  }

  private void tryOpen(Path path, Input input, long nowMs) {
    try {
      open(path, input, nowMs);
    } catch (NoSuchFileException e) {
      return; // Renamed or deleted a moment ago; the next scan sees.
    } catch (IOException e) {
      fault(path, e);
    }
  }

  private void open(Path path, Input input, long nowMs) throws IOException {
    FileKey key = FileKey.of(path);
    Tail parked = tails.get(key);
    if (compressed.contains(key)
        || (parked != null && parked.handle().isParkedAt(Stamp.of(path)))) {
      return;
    }
    if (!OpenFiles.makeRoom(tails.values(), setup.limits().openFilesMax(), nowMs)) {
      throw new IOException(
          "shipper.open.files.max="
              + setup.limits().openFilesMax()
              + " is reached and all are busy. Raise it, or narrow the inputs.");
    }
    Place place = Place.open(path);
    boolean kept = false;
    try {
      kept = take(place, input, nowMs);
    } finally {
      if (!kept) {
        place.close();
      }
    }
  }

  private boolean take(Place place, Input input, long nowMs) throws IOException {
    Tail parked = tails.get(place.key());
    if (parked != null && parked.unpark(place)) {
      return true;
    }
    if (parked != null) {
      forget(parked);
    } else if (Compressed.isContent(place.channel())) {
      compressed.add(place.key());
      setup.watch().skipped(place.path(), "compressed");
      return false;
    }
    List<Tail> found = recognition.of(place, input, nowMs);
    found.forEach(this::follow);
    return !found.isEmpty();
  }

  /** Its inode is another file's by now, or that of the same name begun anew. */
  private void forget(Tail parked) throws IOException {
    tails.remove(parked.place().key());
    if (parked.source().path().equals(parked.place().path())) {
      memory.add(parked.saved());
    }
  }

  /** Files that were renamed out of the globs while nobody looked. */
  private void findRenamed(long nowMs) {
    for (SavedFile saved : memory.files()) {
      List<Path> siblings = saved.lastPath().map(Siblings::of).orElse(List.of());
      saved
          .firstPath()
          .flatMap(first -> setup.scan().input(first))
          .ifPresent(input -> siblings.forEach(p -> findRenamed(saved, p, input, nowMs)));
    }
  }

  private void findRenamed(SavedFile saved, Path path, Input input, long nowMs) {
    try {
      FileKey key = FileKey.of(path);
      if (key.text().equals(saved.key()) && !tails.containsKey(key)) {
        tryOpen(path, input, nowMs);
      }
    } catch (IOException e) {
      fault(path, e);
    }
  }

  private void follow(Tail tail) {
    tails.put(tail.place().key(), tail);
    if (tail.generation().acked() == 0) {
      news.add(tail);
    }
  }

  private void letGo(Set<FileKey> found, long nowMs) throws IOException {
    for (Iterator<Tail> i = tails.values().iterator(); i.hasNext(); ) {
      Tail tail = i.next();
      boolean gone = !found.contains(tail.place().key()) && tail.idleMs(nowMs) > GONE_MS;
      if (gone && tail.isDrained()) {
        if (tail.hasIdentity()) {
          memory.add(tail.saved());
        }
        tail.handle().park();
        i.remove();
      }
    }
  }

  private void mint() throws IOException {
    for (Tail tail : tails.values()) {
      if (!tail.hasIdentity() && tail.place().isOpen() && tail.place().channel().size() > 0) {
        tail.mint(ids.next(), setup.home());
      }
    }
  }

  /** Told of each such file once. */
  private void skippedName(Path path) {
    if (names.size() < NAMES_MAX && names.add(path)) {
      setup.watch().skipped(path, "compressed");
    }
  }

  private void fault(Path path, IOException cause) {
    faults.add(path);
    setup.watch().fileFault(path.toString(), cause);
  }
}
