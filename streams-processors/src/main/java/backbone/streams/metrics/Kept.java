// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.function.BiConsumer;

/** Where a task's facts survive it: kept exactly with the offsets of what they were made from. */
interface Kept {

  void put(byte[] key, byte[] value);

  void delete(byte[] key);

  /** Gives every key and value there is, as after a start. */
  void forEach(BiConsumer<byte[], byte[]> each);
}
