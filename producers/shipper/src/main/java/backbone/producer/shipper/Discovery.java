// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.nio.file.Files;
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

  private final Setup setup;
  private final FileIds ids;
  private final EventScanner scanner;
  private final Memory memory = new Memory();
  private final Map<FileKey, Tail> tails = new LinkedHashMap<>();
  private final Twins twins = new Twins();
  private final Handovers handovers = new Handovers();
  private final List<Tail> news = new ArrayList<>();
  private final Set<Path> faults = new HashSet<>();
  private boolean first = true;

  Discovery(Setup setup, List<SavedFile> saved) {
    this.setup = setup;
    this.scanner = new EventScanner(setup.limits().lineBytesMax(), setup.continuation());
    this.ids = new FileIds(setup.clock());
    saved.forEach(memory::add);
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
    for (Map.Entry<Path, Input> file : setup.scan().files().entrySet()) {
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
      adoptOrphans(nowMs);
      first = false;
    }
    add(found, false, nowMs);
    handovers.pair(news, tails.values());
    news.clear();
    letGo(found.keySet(), nowMs);
    twins.retain(found.keySet());
    mint();
  }

  /** The original was emptied. What of it is not shipped comes from its copy, if there is one. */
  void truncated(Tail tail, Turn turn) throws IOException {
    Set<FileKey> known = new HashSet<>(tails.keySet());
    Place copy = Copies.of(tail, known);
    boolean complete = copy != null && Copies.isComplete(copy, tail);
    if (copy != null) {
      long acked = complete ? tail.generation().acked() : copy.channel().size();
      follow(
          Tail.resume(
              SavedFile.of(tail).restIn(copy, acked, complete ? tail.loan() : null),
              tail.source(),
              copy,
              setup.home()));
    }
    tail.nextGeneration(turn, complete);
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
      tail.park();
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
    Tail parked = tails.get(FileKey.of(path));
    if (parked != null && Files.size(path) == parked.generation().readTo()) {
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
    if (parked != null) {
      parked.unpark(place);
      return true;
    }
    SavedFile same = memory.takeSame(place);
    SavedFile known = same == null ? memory.takeAlike(place) : same;
    if (known != null) {
      return resume(known, place, input, nowMs);
    }
    Copies.Kinship kinship = Copies.kinship(place, tails.values());
    if (kinship == Copies.Kinship.COPY
        || (kinship == Copies.Kinship.TWIN && twins.waits(place, nowMs))) {
      return false;
    }
    SavedFile overwritten = memory.takeOverwritten(place);
    if (overwritten != null) {
      return overwritten(overwritten, place, input, nowMs);
    }
    follow(Tail.fresh(new Tail.Source(place.path(), input, scanner), place, nowMs));
    return true;
  }

  private boolean resume(SavedFile saved, Place place, Input input, long nowMs) throws IOException {
    Path first = saved.firstPath().orElse(place.path());
    Input owner = setup.scan().input(first).orElse(input);
    Tail.Source source = new Tail.Source(first, owner, scanner);
    Tail tail = Tail.resume(saved, source, place, setup.home());
    tail.seen(place.path(), nowMs);
    follow(tail);
    return true;
  }

  /** Truncated while nobody looked. */
  private boolean overwritten(SavedFile saved, Place place, Input input, long nowMs)
      throws IOException {
    for (Path path : Siblings.of(place.path())) {
      if (!tails.containsKey(FileKey.of(path))) {
        Place copy = Place.open(path);
        if (!copy.key().equals(place.key()) && Memory.isAlike(saved, copy)) {
          resume(saved.asCopy(), copy, input, nowMs);
          break;
        }
        copy.close();
      }
    }
    return resume(saved.truncated(), place, input, nowMs);
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

  /** Files that are gone, but not what another file had of their last events. */
  private void adoptOrphans(long nowMs) {
    for (SavedFile saved : memory.takeBorrowers()) {
      Path path = saved.firstPath().orElse(Path.of("/"));
      Input owner = setup.scan().input(path).orElse(Input.of(List.of()));
      Tail.Source source = new Tail.Source(path, owner, scanner);
      follow(Tail.orphan(saved, source, setup.home(), nowMs));
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
        tail.park();
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

  private void fault(Path path, IOException cause) {
    faults.add(path);
    setup.watch().fileFault(path.toString(), cause);
  }
}
