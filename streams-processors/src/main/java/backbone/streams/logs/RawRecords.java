// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import backbone.engine.normalize.RawLog;
import backbone.schema.Origin;
import backbone.streams.Entrance;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Raw records as the job reads them, for people who look at a topic. What only a running job knows
 * is left out: settings of the entrance, and the code of the topic in identities.
 */
public final class RawRecords {

  private static final String CODE = "sample";

  private final RawReader reader = new RawReader();
  private final Entrance entrance;

  /** Records of a topic. */
  public RawRecords(String topic) {
    entrance = new Entrance(topic, Entrance.Signal.LOGS, null, null, null, null);
  }

  /** What a record says about itself; headers that cannot be read count as absent. */
  public RawLog read(ConsumerRecord<byte[], byte[]> record) {
    Origin origin = Origin.ofRecord(CODE, record.partition(), record.offset());
    RawReader.Place place = new RawReader.Place(origin, record.timestamp());
    return reader.read(record.value(), record.headers(), entrance, place);
  }
}
