// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The second reading of a partition, behind the head: its committed records in order, from wherever
 * its task says. Of the task's thread.
 */
interface Trail extends AutoCloseable {

  /** Not known, or none. */
  long UNKNOWN = -1;

  /** Begins again at an offset; until the first call there is nothing to read. */
  void seek(long offset);

  /** The next record, or null when none has been fetched. */
  ConsumerRecord<byte[], byte[]> peek();

  /** Takes the record that {@link #peek} gave. */
  void take();

  /**
   * Every record before this offset has been taken; {@link #UNKNOWN} when nothing was fetched since
   * the last {@link #seek}. It passes over offsets that hold no record.
   */
  long position();

  /** Waits until there is something to read, or the time is over. */
  void await(Duration limit);

  /** Offset that the job's group has committed; {@link #UNKNOWN} as long as none is known. */
  long committed();

  /**
   * Where reading went on because the log did not hold the position any more, told once; {@link
   * #UNKNOWN} when that did not happen.
   */
  long jumped();

  /** The transaction that stored this position is committed: what lies before it is done with. */
  void followed(long offset);

  @Override
  void close();

  /** Where tasks get their trails. */
  @FunctionalInterface
  interface Source {
    Trail open(int partition);
  }
}
