// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the state file keeps of one generation of one file.
 *
 * @param id file id, the key of its records
 * @param generation grows when the file is truncated
 * @param key device and inode where it was last seen
 * @param path where it was first seen; goes into the records
 * @param at where it was last seen
 * @param head fingerprint of its first bytes; grows with the file
 * @param tail fingerprint of the last bytes before an acknowledged offset
 * @param acked every byte before is in Kafka
 * @param breaks offsets beyond {@code acked} at which a line without line end was shipped
 * @param retired a copy made by copytruncate: only its rest is shipped, it does not grow
 * @param loan what the next file has lent to the last event, or null
 */
record SavedFile(
    String id,
    int generation,
    String key,
    String path,
    String at,
    Mark head,
    Mark tail,
    long acked,
    List<Long> breaks,
    boolean retired,
    Loan loan) {

  /** A followed file as it is known without looking into it. */
  static SavedFile of(Tail tail) {
    Generation now = tail.generation();
    return new SavedFile(
        tail.id(),
        now.number(),
        tail.place().key().text(),
        tail.source().path().toString(),
        tail.place().path().toString(),
        now.headMark(),
        now.ackedMark(),
        now.acked(),
        now.breaks(),
        tail.isRetired(),
        tail.loan());
  }

  /** Where it was first seen, unless this process cannot spell that. */
  Optional<Path> firstPath() {
    return spelt(path);
  }

  /** Where it was last seen, likewise. */
  Optional<Path> lastPath() {
    return spelt(at);
  }

  /** A name that is no text in the locale's encoding was saved with marks in place of letters. */
  private static Optional<Path> spelt(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The generation that begins when the file is emptied. */
  SavedFile truncated() {
    return new SavedFile(
        id, generation + 1, key, path, at, Mark.NONE, Mark.NONE, 0, List.of(), false, null);
  }

  /** The same generation, to be drained from a copy. */
  SavedFile asCopy() {
    return new SavedFile(id, generation, key, path, at, head, tail, acked, breaks, true, loan);
  }

  /**
   * The same generation as a copy holds it, of which everything before an offset is acknowledged.
   *
   * @param loanThere what the copy's last event has borrowed, or null
   */
  SavedFile restIn(Place copy, long ackedThere, Loan loanThere) {
    String copyKey = copy.key().text();
    String copyAt = copy.path().toString();
    return new SavedFile(
        id,
        generation,
        copyKey,
        path,
        copyAt,
        head,
        Mark.NONE,
        ackedThere,
        breaks,
        true,
        loanThere);
  }
}
