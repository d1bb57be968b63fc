// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Cells on their way to the task that owns their service: one record for many, keyed by service.
 * Its value is version, source partition, the sender's watermark, then per cell its length in
 * bytes, whether it is the last value (1 or 0), generation, minute and series, tally. By the length
 * a cell can be passed over that only a newer release knows. A record without cells and with an
 * empty key tells the watermark only, to every partition.
 */
final class Batch implements MinuteCells.Out {

  /** A record is sent when it has grown so large. */
  static final int BYTES_MAX = 64 << 10;

  static final byte[] EVERYONE = {};

  /** The first did not tell how long a cell is. */
  private static final int VERSION = 2;

  private final int source;
  private final BiConsumer<byte[], byte[]> sender;
  private final Packer one = new Packer();
  private final Map<String, Packer> byService = new LinkedHashMap<>();
  private long nowMs;

  /**
   * Begins without cells.
   *
   * @param source input partition
   * @param sender takes key and value of each record
   */
  Batch(int source, BiConsumer<byte[], byte[]> sender) {
    this.source = source;
    this.sender = sender;
  }

  /** Sets the watermark that what follows is sent with. */
  Batch at(long ms) {
    nowMs = ms;
    return this;
  }

  @Override
  public void send(Cell cell, boolean last) {
    String service = cell.key().series().owner().service();
    Packer packer = byService.get(service);
    if (packer == null) {
      packer = begin(new Packer());
      byService.put(service, packer);
    }
    one.clear().number(last ? 1 : 0).number(cell.generation()).raw(cell.keyBytes());
    cell.tally().write(one);
    packer.number(one.size()).raw(one);
    if (packer.size() >= BYTES_MAX) {
      byService.remove(service);
      sender.accept(service.getBytes(UTF_8), packer.toBytes());
    }
  }

  /** Sends what is not full yet. */
  void flush() {
    byService.forEach(
        (service, packer) -> sender.accept(service.getBytes(UTF_8), packer.toBytes()));
    byService.clear();
  }

  /** Tells everyone the watermark. */
  void tellTime() {
    sender.accept(EVERYONE, begin(new Packer()).toBytes());
  }

  private Packer begin(Packer packer) {
    return packer.number(VERSION).number(source).number(nowMs);
  }

  /** Takes what a record holds, in its order. */
  interface Reader {

    /** Once, first. */
    void source(int source, long nowMs);

    /**
     * A cell.
     *
     * @param last whether no later value of this generation will come
     */
    void cell(Cell.Key key, long generation, Tally value, boolean last);

    /** A cell of a kind that only a newer release knows. */
    void unknown();
  }

  static void read(byte[] value, Reader to) {
    Unpacker from = new Unpacker(value);
    long version = from.versionUpTo("topic " + Stage.BY_SERVICE, VERSION);
    int source = (int) from.number();
    to.source(source, from.number());
    while (from.more()) {
      int end = version == 1 ? 0 : from.end((int) from.number());
      try {
        cell(from, to);
      } catch (UnknownFamilyException e) {
        if (version == 1) {
          throw e;
        }
        to.unknown();
      }
      if (version > 1) {
        from.goTo(end);
      }
    }
  }

  private static void cell(Unpacker from, Reader to) {
    boolean last = from.number() == 1;
    long generation = from.number();
    long minuteMs = from.number();
    Cell.Key key = new Cell.Key(Series.read(from), minuteMs);
    to.cell(key, generation, Tally.read(from), last);
  }
}
