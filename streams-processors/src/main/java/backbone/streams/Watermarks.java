// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.TelemetryHeaders;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Arrival time as a job behind the normalizing jobs sees it: the smallest watermark of the raw
 * partitions. Every raw record that arrived up to {@link #now} has been read by who asks. A
 * partition that lies further behind the newest than the limit is left out, so that one that is
 * stuck does not stop all; what comes from it later is late. Of one task; {@link #write} keeps it
 * with the task's state.
 */
public final class Watermarks {

  /** Before any watermark is known, and as long as an expected partition has none. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /** Hostile names must not fill the memory; a cluster with more partitions is not in sight. */
  static final int PARTITIONS_MAX = 10_000;

  /** A topic's name has at most 249 characters; the rest is for the partition. */
  private static final int NAME_BYTES_MAX = 260;

  /** All names together: what is written must fit into a record. */
  private static final int NAMES_BYTES_MAX = 512 << 10;

  /** Some hundred thousand years; sums of such times do not overflow. */
  private static final long MS_MAX = 1L << 53;

  private static final byte VERSION = 1;

  /** A watermark as it lies in the topic: {@code topic/partition} and milliseconds since 1970. */
  public record Mark(String partition, long ms) {}

  private final long behindMaxMs;
  private final Map<String, Long> marks = new TreeMap<>();
  private long now = UNKNOWN;
  private long leftOut;

  /**
   * Begins without any watermark.
   *
   * @param expected raw partitions as {@code topic/partition}; time stands still until each has a
   *     watermark or lies too far behind
   * @param behindMaxMs how far a partition may lie behind the newest, in milliseconds
   */
  public Watermarks(Collection<String> expected, long behindMaxMs) {
    this.behindMaxMs = behindMaxMs;
    expected.forEach(partition -> marks.put(partition, UNKNOWN));
  }

  /** Whether a record is a control record, which carries no data. */
  public static boolean isControl(Headers headers) {
    return headers.lastHeader(TelemetryHeaders.CONTROL) != null;
  }

  /** Reads a watermark; null when the control record is of another kind, broken or absurd. */
  public static Mark read(Headers headers) {
    String kind = text(headers, TelemetryHeaders.CONTROL);
    String partition = text(headers, TelemetryHeaders.RAW);
    String ms = text(headers, TelemetryHeaders.WATERMARK);
    if (!TelemetryHeaders.CONTROL_WATERMARK.equals(kind) || partition == null || ms == null) {
      return null;
    }
    try {
      Mark mark = new Mark(partition, Long.parseLong(ms));
      boolean named = partition.getBytes(UTF_8).length <= NAME_BYTES_MAX;
      return named && mark.ms() >= 0 && mark.ms() <= MS_MAX ? mark : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Takes a watermark; true when {@link #now} has advanced. */
  public boolean advance(Mark mark) {
    Long before = marks.get(mark.partition());
    if (before == null && !hasRoom(mark.partition())) {
      return false;
    }
    if (before != null && before >= mark.ms()) {
      return false;
    }
    marks.put(mark.partition(), mark.ms());
    return settle();
  }

  private boolean hasRoom(String name) {
    int bytes = name.getBytes(UTF_8).length;
    for (String known : marks.keySet()) {
      bytes += known.getBytes(UTF_8).length;
    }
    return marks.size() < PARTITIONS_MAX && bytes <= NAMES_BYTES_MAX;
  }

  /** The smallest watermark, milliseconds since 1970, never decreasing; or {@link #UNKNOWN}. */
  public long now() {
    return now;
  }

  /** Partitions that are left out now, because they lie too far behind. */
  public long leftOut() {
    return leftOut;
  }

  /** The partition that holds time back, of those that are not left out; or an empty text. */
  public String slowest() {
    long newest = marks.values().stream().mapToLong(Long::longValue).max().orElse(UNKNOWN);
    String slowest = "";
    long least = Long.MAX_VALUE;
    for (Map.Entry<String, Long> mark : marks.entrySet()) {
      long ms = mark.getValue();
      boolean waitedFor = ms == UNKNOWN ? now == UNKNOWN : ms >= newest - behindMaxMs;
      if (waitedFor && ms < least) {
        least = ms;
        slowest = mark.getKey();
      }
    }
    return slowest;
  }

  private boolean settle() {
    long newest = marks.values().stream().mapToLong(Long::longValue).max().orElse(UNKNOWN);
    long oldest = newest == UNKNOWN ? UNKNOWN : newest - behindMaxMs;
    long smallest = newest;
    long out = 0;
    for (long ms : marks.values()) {
      if (ms == UNKNOWN && now == UNKNOWN) {
        return false;
      }
      if (ms < oldest) {
        out++;
      } else {
        smallest = Math.min(smallest, ms);
      }
    }
    leftOut = out;
    boolean advanced = smallest > now;
    now = Math.max(now, smallest);
    return advanced;
  }

  /** Version byte, now, then (length, name, watermark) per partition that has one. */
  public byte[] write() {
    int size = 1 + Long.BYTES;
    for (String partition : marks.keySet()) {
      size += Short.BYTES + partition.getBytes(UTF_8).length + Long.BYTES;
    }
    ByteBuffer out = ByteBuffer.allocate(size).put(VERSION).putLong(now);
    marks.forEach(
        (partition, ms) -> {
          byte[] name = partition.getBytes(UTF_8);
          out.putShort((short) name.length).put(name).putLong(ms);
        });
    return out.array();
  }

  /**
   * Takes what {@link #write} gave.
   *
   * @throws IllegalStateException when the version is not known, as after a downgrade
   */
  public void load(byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "the stored watermarks have version " + version + ", this release reads " + VERSION);
    }
    now = in.getLong();
    while (in.hasRemaining()) {
      byte[] name = new byte[in.getShort()];
      in.get(name);
      marks.put(new String(name, UTF_8), in.getLong());
    }
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }
}
