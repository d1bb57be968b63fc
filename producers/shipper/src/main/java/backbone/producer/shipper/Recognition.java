// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what a file is that was opened: known, the copy of a known one, or new. */
final class Recognition {

  private final Setup setup;
  private final EventScanner scanner;
  private final Memory memory;
  private final Map<FileKey, Tail> tails;
  private final Twins twins = new Twins();

  /**
   * @param tails the files that are followed, as they are at any time
   */
  Recognition(Setup setup, Memory memory, Map<FileKey, Tail> tails) {
    this.setup = setup;
    this.scanner = new EventScanner(setup.limits().lineBytesMax(), setup.continuations());
    this.memory = memory;
    this.tails = tails;
  }

  Twins twins() {
    return twins;
  }

  /** What is to be followed now; nothing where the file is a copy, or may turn out to be one. */
  List<Tail> of(Place place, Input input, long nowMs) throws IOException {
    SavedFile same = memory.takeSame(place);
    SavedFile known = same == null ? memory.takeAlike(place) : same;
    if (known != null) {
      return List.of(resumedOrKept(known, place, input, nowMs));
    }
    Copies.Kinship kinship = Copies.kinship(place, tails.values());
    if (kinship == Copies.Kinship.COPY
        || (kinship == Copies.Kinship.TWIN && twins.waits(place, nowMs))) {
      return List.of();
    }
    SavedFile overwritten = memory.takeOverwritten(place);
    if (overwritten != null) {
      return overwritten(overwritten, place, input, nowMs);
    }
    return List.of(Tail.fresh(new Source(place.path(), input, scanner), place, nowMs));
  }

  /** The rests of files that are gone: what other files had of their last events. */
  List<Tail> orphans(long nowMs) {
    List<Tail> orphans = new ArrayList<>();
    for (SavedFile saved : memory.takeBorrowers()) {
      Path path = saved.firstPath().orElse(Path.of("/"));
      Input owner = setup.scan().input(path).orElse(Input.of(List.of()));
      Source source = new Source(path, owner, scanner);
      orphans.add(Tail.orphan(saved, source, setup.home(), nowMs));
    }
    return orphans;
  }

  /** The original was emptied: what of it is not shipped comes from its copy, if there is one. */
  Optional<Tail> truncated(Tail tail, Turn turn) throws IOException {
    Place copy = Copies.of(tail, new HashSet<>(tails.keySet()));
    boolean complete = copy != null && Copies.isComplete(copy, tail);
    Tail rest = null;
    if (copy != null) {
      long acked = complete ? tail.generation().acked() : copy.channel().size();
      SavedFile saved = SavedFile.of(tail).restIn(copy, acked, complete ? tail.loan() : null);
      rest = Tail.resume(saved, tail.source(), copy, setup.home());
    }
    tail.nextGeneration(turn, complete);
    return Optional.ofNullable(rest);
  }

  private Tail resumedOrKept(SavedFile saved, Place place, Input input, long nowMs)
      throws IOException {
    try {
      return resumed(saved, place, input, nowMs);
    } catch (IOException e) {
      memory.add(saved);
      throw e;
    }
  }

  private Tail resumed(SavedFile saved, Place place, Input input, long nowMs) throws IOException {
    Path first = saved.firstPath().orElse(place.path());
    Input owner = setup.scan().input(first).orElse(input);
    Source source = new Source(first, owner, scanner);
    Tail tail = Tail.resume(saved, source, place, setup.home());
    tail.seen(place.path(), nowMs);
    return tail;
  }

  /** Truncated while nobody looked. */
  private List<Tail> overwritten(SavedFile saved, Place place, Input input, long nowMs)
      throws IOException {
    List<Tail> found = new ArrayList<>();
    for (Path path : Siblings.of(place.path())) {
      if (found.isEmpty() && !tails.containsKey(FileKey.of(path))) {
        Place copy = Place.open(path);
        if (!copy.key().equals(place.key()) && Memory.isAlike(saved, copy)) {
          found.add(resumed(saved.asCopy(), copy, input, nowMs));
        } else {
          copy.close();
        }
      }
    }
    found.add(resumed(saved.truncated(), place, input, nowMs));
    return found;
  }
}
