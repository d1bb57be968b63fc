// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** A record on its way, with what must happen once when it ends. */
final class Item {

  /** Lengths, offsets, time stamp, bookkeeping of one record in the producer's buffers. */
  private static final int OVERHEAD_BYTES = 96;

  final ProducerRecord<byte[], byte[]> record;
  final Delivery delivery;
  final long bytes;

  /** Whether the caller offers the record again after a failure; else a failure is a drop. */
  final boolean keptByCaller;

  Item(ProducerRecord<byte[], byte[]> record, Delivery delivery, boolean keptByCaller) {
    this.record = record;
    this.delivery = delivery;
    this.bytes = sizeOf(record);
    this.keptByCaller = keptByCaller;
  }

  private static long sizeOf(ProducerRecord<byte[], byte[]> record) {
    long bytes = OVERHEAD_BYTES;
    bytes += record.key() == null ? 0 : record.key().length;
    bytes += record.value() == null ? 0 : record.value().length;
    for (Header header : record.headers()) {
      bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    return bytes;
  }
}
