// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.HashMap;
import java.util.Map;

/**
 * The last value of every cell that the first stage holds, so that only what is new in a cell is
 * added to the totals: a value that comes again adds nothing. A part goes with the last value of
 * its cell, which is sent in the transaction that removes the cell; so there are never more parts
 * than cells. Forgetting by time instead would count a cell twice whose sender was away for longer.
 */
final class SourceParts {

  private static final int VERSION = 1;

  /**
   * A cell among those of all senders.
   *
   * @param source input partition
   */
  record Key(int source, long generation, Cell.Key cell) {

    private byte[] write(Packer with) {
      with.clear().number(source).number(generation).number(cell.minuteMs());
      cell.series().write(with);
      return with.toBytes();
    }

    private static Key read(byte[] bytes) {
      Unpacker from = new Unpacker(bytes);
      int source = (int) from.number();
      long generation = from.number();
      long minuteMs = from.number();
      return new Key(source, generation, new Cell.Key(Series.read(from), minuteMs));
    }
  }

  /** What a cell has been seen to count. */
  private record Part(byte[] keyBytes, Tally seen) {}

  private final Kept kept;
  private final Packer packer = new Packer();
  private final Map<Key, Part> parts = new HashMap<>();

  SourceParts(Kept kept) {
    this.kept = kept;
    kept.forEach(
        (key, value) -> {
          Unpacker from = new Unpacker(value).version("store " + Stage.PARTS_STORE, VERSION);
          parts.put(Key.read(key), new Part(key, Tally.read(from)));
        });
  }

  int size() {
    return parts.size();
  }

  /**
   * Takes the value of a cell and gives what is new in it.
   *
   * @param last whether the cell is gone
   */
  Tally since(Key key, Tally value, boolean last) {
    Part known = parts.get(key);
    if (!last) {
      byte[] keyBytes = known != null ? known.keyBytes() : key.write(packer);
      parts.put(key, new Part(keyBytes, value));
      value.write(packer.clear().number(VERSION));
      kept.put(keyBytes, packer.toBytes());
    } else if (known != null) {
      parts.remove(key);
      kept.delete(known.keyBytes());
    }
    return known == null ? value : value.since(known.seen());
  }
}
