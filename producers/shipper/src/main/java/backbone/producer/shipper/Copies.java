// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;

/**
 * Finds the copies that copytruncate makes. A copy is no new file: its lines were shipped from the
 * original, and what was not is shipped as the rest of the original's old generation.
 */
final class Copies {

  /** Fewer equal bytes at the beginning prove nothing. */
  private static final int ALIKE_BYTES_MIN = 16;

  /**
   * Of a copy that ends before the place to which its original was read, all counts as shipped; so
   * it must not be a file that has only just begun, with a time and words that others begin with.
   */
  private static final int SHIPPED_BYTES_MIN = 256;

  private static final int END_BYTES = 64;

  private Copies() {}

  /**
   * The copy of a file that was truncated, open, or null.
   *
   * @param known files that have an identity of their own
   */
  static Place of(Tail original, Set<FileKey> known) throws IOException {
    Place best = null;
    for (Path path : Siblings.of(original.place().path())) {
      Place place = openUnknown(path, known);
      if (place == null) {
        continue;
      }
      boolean copy = isCopy(place, original);
      if (copy && (best == null || rank(place, original) > rank(best, original))) {
        if (best != null) {
          best.close();
        }
        best = place;
      } else {
        place.close();
      }
    }
    return best;
  }

  private static boolean isCopy(Place place, Tail original) throws IOException {
    int least = isComplete(place, original) ? ALIKE_BYTES_MIN : SHIPPED_BYTES_MIN;
    return original.generation().beginsAlike(place.channel(), least);
  }

  /** Whether a copy goes at least as far as the original was read. */
  static boolean isComplete(Place copy, Tail original) throws IOException {
    return original.generation().isIn(copy.channel());
  }

  /** What a file that was just found is to those that are followed. */
  enum Kinship {
    STRANGER,
    /** The same bytes as far as it goes, and the other one still has them, too. */
    TWIN,
    /** The other one has lost them. */
    COPY
  }

  /** How close a file is to the closest of those that are followed. */
  static Kinship kinship(Place candidate, Collection<Tail> tails) throws IOException {
    Kinship closest = Kinship.STRANGER;
    for (Tail tail : tails) {
      if (tail.place().isOpen()
          && !tail.isRetired()
          && Siblings.related(tail.place().path(), candidate.path())) {
        Kinship found = kinship(candidate.channel(), tail);
        closest = found.compareTo(closest) > 0 ? found : closest;
      }
    }
    return closest;
  }

  private static Kinship kinship(FileChannel candidate, Tail tail) throws IOException {
    if (!tail.generation().beginsAlike(candidate, ALIKE_BYTES_MIN)) {
      return Kinship.STRANGER;
    }
    FileChannel original = tail.place().channel();
    if (!tail.generation().isIn(original)) {
      return Kinship.COPY; // The truncated original finds it in its own next turn.
    }
    return goesOnAlike(candidate, original) ? Kinship.TWIN : Kinship.STRANGER;
  }

  /** A copy that is still being made ends where its original goes on. */
  private static boolean goesOnAlike(FileChannel candidate, FileChannel original)
      throws IOException {
    long size = candidate.size();
    int length = (int) Math.min(END_BYTES, size);
    byte[] one = new byte[length];
    byte[] other = new byte[length];
    return Mark.read(candidate, one, length, size - length) == length
        && Mark.read(original, other, length, size - length) == length
        && Arrays.equals(one, other);
  }

  private static Place openUnknown(Path path, Set<FileKey> known) {
    try {
      return known.contains(FileKey.of(path)) ? null : Place.open(path);
    } catch (IOException e) {
      return null; // Gone or unreadable: no copy that could be drained.
    }
  }

  private static long rank(Place place, Tail original) throws IOException {
    return (isComplete(place, original) ? Long.MAX_VALUE / 2 : 0) + place.channel().size();
  }
}
