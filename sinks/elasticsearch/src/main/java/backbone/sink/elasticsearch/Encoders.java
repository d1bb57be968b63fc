// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.sink.TargetFault;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;

/** The encoder of each topic; the topic of a record says which, whatever transforms made of it. */
final class Encoders {

  private final Map<String, DocumentEncoder> byTopic;

  Encoders(Map<String, DocumentEncoder> byTopic) {
    this.byTopic = byTopic;
  }

  Collection<DocumentEncoder> all() {
    return byTopic.values();
  }

  /** As {@link DocumentEncoder#encode}; a topic that is not for this sink needs a person. */
  List<Document> encode(SinkRecord record) throws UnwritableException, TargetFault {
    DocumentEncoder encoder = byTopic.get(record.originalTopic());
    if (encoder == null) {
      throw TargetFault.operator(
          record.originalTopic()
              + " is not one of the topics that this sink writes, "
              + byTopic.keySet()
              + "; change topics or topics.prefix");
    }
    return encoder.encode(record);
  }
}
