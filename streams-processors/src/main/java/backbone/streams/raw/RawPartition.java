// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import backbone.schema.Origin;
import java.nio.charset.StandardCharsets;

/** One raw partition as a task reads it: its clock, its watermark and its books. */
public final class RawPartition {

  /**
   * Broker clocks and ours may differ by this much, in milliseconds; an idle partition's watermark
   * stays that far behind the wall clock.
   */
  static final long CLOCK_SKEW_MS = 2_000;

  private final RawTopic topic;
  private final int partition;
  private final String name;
  private final byte[] nameBytes;
  private final byte[] beforeOffset;
  private final String source;
  private final byte[] sourceBytes;
  private final Ledger ledger;

  RawPartition(RawTopic topic, int partition, Ledger ledger) {
    this.topic = topic;
    this.partition = partition;
    this.name = name(topic.name(), partition);
    this.nameBytes = name.getBytes(StandardCharsets.UTF_8);
    this.beforeOffset = (name + "/").getBytes(StandardCharsets.UTF_8);
    this.source = Origin.sourceOfRecords(topic.code(), partition);
    this.sourceBytes = source.getBytes(StandardCharsets.UTF_8);
    this.ledger = ledger;
  }

  static String name(String topic, int partition) {
    return topic + "/" + partition;
  }

  public RawTopic topic() {
    return topic;
  }

  public int partition() {
    return partition;
  }

  /** {@code topic/partition}. */
  public String name() {
    return name;
  }

  byte[] nameBytes() {
    return nameBytes;
  }

  /** {@code topic/partition/offset}. */
  byte[] coordinates(long offset) {
    return Decimal.behind(beforeOffset, offset);
  }

  /** Origin of a record whose sender gave none. */
  public Origin origin(long offset) {
    return new Origin(source, 0, offset, offset + 1);
  }

  /** Source of such records, as bytes of a key; not to be changed. */
  public byte[] sourceBytes() {
    return sourceBytes;
  }

  /** Its books; they are stored by {@link RawPartitions#book}. */
  public Ledger ledger() {
    return ledger;
  }

  /**
   * Takes the next record and gives its arrival: the broker's time, never decreasing and never at
   * or below what was once reached.
   */
  public long arrive(long brokerMs, long offset) {
    ledger.lastOffset = offset;
    long arrival = Math.max(brokerMs, ledger.arrivalMs);
    if (arrival <= ledger.reachedMs) {
      ledger.late++;
      arrival = ledger.reachedMs + 1;
    }
    ledger.arrivalMs = arrival;
    return arrival;
  }

  /**
   * Moves on the time that no record arrives at or before any more, and gives it. While records
   * come it stays one millisecond behind the last one, since the next may have arrived in the same
   * millisecond.
   *
   * @param readToEndAtMs wall clock of the last time the partition was seen fully read, or -1
   */
  long reach(long readToEndAtMs) {
    long reached = Math.max(ledger.arrivalMs - 1, readToEndAtMs - CLOCK_SKEW_MS);
    ledger.reachedMs = Math.max(ledger.reachedMs, reached);
    return ledger.reachedMs;
  }

  /** Advances the watermark to a time that was reached; false when it is there already. */
  boolean advance(long toMs) {
    if (toMs <= ledger.watermarkMs) {
      return false;
    }
    ledger.watermarkMs = toMs;
    return true;
  }
}
