// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.schema.TelemetryHeaders;
import backbone.schema.otlp.SpanDocument;
import backbone.sink.RecordHeaders;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * One document for each span of a sampled trace. Its id holds a hash of its content, so that a span
 * that a client sent twice is one document, and two spans that share their ids are two.
 */
final class SpanEncoder implements DocumentEncoder {

  private final IndexNames indices;

  SpanEncoder(IndexNames indices) {
    this.indices = indices;
  }

  @Override
  public List<Document> encode(SinkRecord record) throws UnwritableException {
    DocumentEncoder.refuseReplay(record, null);
    byte[] value = DocumentEncoder.bytes(record);
    long arrivalMs = arrivalMs(record);
    List<Document> documents = new ArrayList<>();
    for (SpanDocument span : SpanDocument.of(traces(value), arrivalMs)) {
      IndexNames.Choice index = indices.of(span.startUnixNano(), arrivalMs, span.team());
      documents.add(Document.of(index, span.id(), Document.ONCE, span.json()));
    }
    if (documents.isEmpty()) {
      throw new UnwritableException("no-spans", "its value holds no span");
    }
    return documents;
  }

  /** When the raw record arrived; without the header when this record did, which is soon after. */
  private static long arrivalMs(SinkRecord record) {
    long appendedMs = record.timestamp() == null ? 0 : record.timestamp();
    return RecordHeaders.number(record, TelemetryHeaders.ARRIVAL).orElse(appendedMs);
  }

  private static TracesData traces(byte[] value) throws UnwritableException {
    try {
      return TracesData.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      // Its message may show bytes of the value.
      throw new UnwritableException("undecodable", "its value is not OTLP TracesData in protobuf");
    }
  }
}
