// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.schema.AvroCodec;
import backbone.schema.LogDocument;
import backbone.schema.LogEvent;
import backbone.schema.registry.RegistryClient;
import backbone.sink.TargetFault;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** One document for each normalized log event; its id is the event's origin. */
final class LogEncoder implements DocumentEncoder {

  private final AvroValues<LogEvent> values;
  private final IndexNames indices;

  LogEncoder(RegistryClient registry, String topic, IndexNames indices) {
    this.values = new AvroValues<>(() -> AvroCodec.logEvents(registry, topic));
    this.indices = indices;
  }

  @Override
  public void prepare() throws TargetFault {
    values.prepare();
  }

  @Override
  public List<Document> encode(SinkRecord record) throws UnwritableException, TargetFault {
    LogEvent event = values.of(record);
    DocumentEncoder.refuseReplay(record, event.getReplayId());
    IndexNames.Choice index =
        indices.of(event.getEventTimeUnixNano(), event.getArrivalUnixMilli(), event.getTeam());
    return List.of(Document.of(index, event.getOriginId(), Document.ONCE, LogDocument.json(event)));
  }
}
