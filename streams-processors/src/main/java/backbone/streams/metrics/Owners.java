// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import backbone.schema.otlp.SpanCursor;
import backbone.streams.LabelText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Owners by the bytes of their resource: the resources of a process are equal byte for byte, and
 * come with every batch of its spans. Each has one slot, and a newcomer takes it, so hostile
 * variety costs misses and never memory: at most 1,024 resources of 1 KiB.
 */
final class Owners {

  private static final int SLOTS = 1_024;
  private static final int BYTES_MAX = 1_024;
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[][] resources = new byte[SLOTS][];
  private final Owner[] owners = new Owner[SLOTS];

  /** The owner of the current span of a cursor over {@code value}. */
  Owner of(byte[] value, SpanCursor cursor) {
    int from = cursor.resourceFrom();
    int to = cursor.resourceTo();
    if (from <= 0 || to - from > BYTES_MAX) {
      return read(cursor);
    }
    int slot = (int) (hash(value, from, to) >>> 32) & (SLOTS - 1);
    byte[] known = resources[slot];
    if (known == null || !Arrays.equals(known, 0, known.length, value, from, to)) {
      resources[slot] = Arrays.copyOfRange(value, from, to);
      owners[slot] = read(cursor);
    }
    return owners[slot];
  }

  private static Owner read(SpanCursor cursor) {
    return new Owner(
        LabelText.of(cursor.serviceName()),
        LabelText.of(cursor.resourceText("env")),
        LabelText.of(cursor.resourceText("region")),
        LabelText.of(cursor.resourceText("team")));
  }

  private static long hash(byte[] value, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(value, at)) * MIX;
      hash ^= hash >>> 29;
    }
    for (; at < to; at++) {
      hash = (hash ^ value[at]) * MIX;
    }
    return hash ^ hash >>> 29;
  }
}
