// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import backbone.schema.AvroCodec;
import backbone.schema.registry.RegistryException;
import backbone.schema.registry.RegistryUnavailableException;
import backbone.schema.registry.UnknownSchemaException;
import backbone.schema.registry.WireFormat;
import backbone.sink.TargetFault;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/** Reads Avro values, with every failure as one that says whose fault it is. Safe for threads. */
final class AvroValues<T extends SpecificRecord> {

  private final ThreadLocal<AvroCodec<T>> codec;

  AvroValues(Supplier<AvroCodec<T>> codec) {
    this.codec = ThreadLocal.withInitial(codec);
  }

  /**
   * Makes sure that this is the registry of these values. Any other, such as one at a wrong path or
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
      throw unavailable(e);
    } catch (RegistryException e) {
      throw TargetFault.operator(e.getMessage());
    }
  }

  /**
   * Reads a value.
   *
   * @throws UnwritableException when no schema explains it
   * @throws TargetFault when the registry cannot be asked now
   */
  T of(SinkRecord record) throws UnwritableException, TargetFault {
    byte[] value = DocumentEncoder.bytes(record);
    try {
      return codec.get().decode(value, schemaHeader(record));
    } catch (UnknownSchemaException e) {
      // Its message shows bytes of the value.
      throw new UnwritableException(
          "undecodable", "its value does not fit a schema of the registry" + schema(value));
    } catch (RegistryUnavailableException e) {
      throw unavailable(e);
    } catch (RegistryException e) {
      throw TargetFault.operator(e.getMessage());
    }
  }

  private static TargetFault unavailable(RegistryUnavailableException e) {
    return TargetFault.passing("no schema registry answers: " + e.getMessage());
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
