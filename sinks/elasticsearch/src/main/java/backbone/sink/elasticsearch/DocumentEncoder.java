// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.schema.AvroCodec;
import backbone.schema.LogDocument;
import backbone.schema.LogEvent;
import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryException;
import backbone.schema.registry.RegistryUnavailableException;
import backbone.schema.registry.UnknownSchemaException;
import backbone.schema.registry.WireFormat;
import backbone.sink.Outcome;
import backbone.sink.TargetFault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/** Turns records into documents. Safe for threads. */
final class DocumentEncoder {

  /** Elasticsearch refuses a whole request for one longer id. */
  static final int ID_BYTES_MAX = 512;

  /** The document of a record, or why there is none; exactly one of the two is not null. */
  record Encoded(Document document, Outcome.Dead dead) {}

  private final IndexNames indices;
  private final ThreadLocal<AvroCodec<LogEvent>> codec;

  DocumentEncoder(RegistryClient registry, String topic, IndexNames indices) {
    this.indices = indices;
    this.codec = ThreadLocal.withInitial(() -> AvroCodec.logEvents(registry, topic));
  }

  /**
   * Makes sure that this is the registry of these events. Any other, such as one at a wrong path or
   * one that lost its data, knows no schema at all, and every record would become a dead letter.
   *
   * @throws TargetFault when it is not, or not now
   */
  void prepare() throws TargetFault {
    try {
      codec.get().connect();
    } catch (UnknownSchemaException e) {
      throw TargetFault.operator(e.getMessage() + " If that was done, check registry.url.");
    } catch (RegistryUnavailableException e) {
      throw TargetFault.passing(unavailable(e));
    } catch (RegistryException e) {
      throw TargetFault.operator(e.getMessage());
    }
  }

  /**
   * Encodes a record.
   *
   * @throws TargetFault when the registry cannot be asked now
   */
  Encoded encode(SinkRecord record) throws TargetFault {
    if (!(record.value() instanceof byte[] value)) {
      return dead("not-bytes", "its value is not bytes; use value.converter=ByteArrayConverter");
    }
    try {
      return encode(codec.get().decode(value, schemaHeader(record)));
    } catch (UnknownSchemaException e) {
      // Its message shows bytes of the value.
      return dead("undecodable", "its value does not fit a schema of the registry" + schema(value));
    } catch (RegistryUnavailableException e) {
      throw TargetFault.passing(unavailable(e));
    } catch (RegistryException e) {
      throw TargetFault.operator(e.getMessage());
    }
  }

  private Encoded encode(LogEvent event) {
    String id = event.getOriginId();
    int idBytes = id.getBytes(StandardCharsets.UTF_8).length;
    if (idBytes == 0 || idBytes > ID_BYTES_MAX) {
      return dead("bad-origin", "its origin id has " + idBytes + " bytes; 1 to 512 are possible");
    }
    if (event.getReplayId() != null) {
      return dead("replay", "it belongs to a replay, which has indices of its own");
    }
    return new Encoded(new Document(indices.of(event), id, LogDocument.json(event)), null);
  }

  private static Encoded dead(String faultClass, String reason) {
    return new Encoded(null, new Outcome.Dead(faultClass, reason));
  }

  private static String unavailable(RegistryUnavailableException e) {
    return "no schema registry answers: " + e.getMessage();
  }

  private static byte[] schemaHeader(SinkRecord record) {
    Header header = record.headers().lastWithName(WireFormat.VALUE_HEADER);
    return header != null && header.value() instanceof byte[] bytes ? bytes : null;
  }

  private static String schema(byte[] value) {
    boolean named = value.length >= WireFormat.PREFIX_BYTES && value[0] == 0;
    return named ? "; schema id " + ByteBuffer.wrap(value, 1, 4).getInt() : "";
  }
}
