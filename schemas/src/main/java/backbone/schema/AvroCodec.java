// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema;

import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.UnknownSchemaException;
import backbone.schema.registry.WireFormat;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Our Avro records in Confluent's wire format. Reads what older and newer versions wrote, by the
 * writer's schema. One per thread: decoder and buffer are reused.
 */
public final class AvroCodec<T extends SpecificRecord> {

  static {
    Records.trust();
  }

  private final RegistryClient registry;
  private final String subject;
  private final Schema own;
  private final AvroWriter writer;
  private final Map<Schema, SpecificDatumReader<T>> readers = new ConcurrentHashMap<>();
  private final AvroBytes buffer = new AvroBytes();
  private BinaryDecoder decoder;
  private byte[] prefix;

  private AvroCodec(RegistryClient registry, String topic, Schema own) {
    this.registry = registry;
    this.subject = subject(topic);
    this.own = own;
    this.writer = AvroWriter.of(own);
  }

  /** Of {@code logs.normalized}; without I/O, the topic's full name makes the subject. */
  public static AvroCodec<LogEvent> logEvents(RegistryClient registry, String topic) {
    return new AvroCodec<>(registry, topic, LogEvent.getClassSchema());
  }

  /** Of {@code sampling.decisions}. */
  public static AvroCodec<Decision> decisions(RegistryClient registry, String topic) {
    return new AvroCodec<>(registry, topic, Decision.getClassSchema());
  }

  /** Of {@code metrics.minutes}. */
  public static AvroCodec<MetricMinute> metricMinutes(RegistryClient registry, String topic) {
    return new AvroCodec<>(registry, topic, MetricMinute.getClassSchema());
  }

  /** Subject of a topic's values. */
  public static String subject(String topic) {
    return topic + "-value";
  }

  /**
   * Asks the registry for the id to write with; {@link #encode} does so by itself when needed.
   *
   * @throws backbone.schema.registry.RegistryUnavailableException when none answers
   */
  public void connect() {
    if (prefix == null) {
      byte[] bytes = new byte[WireFormat.PREFIX_BYTES];
      WireFormat.writePrefix(bytes, registry.idOf(subject, own));
      prefix = bytes;
    }
  }

  /** Prefix and Avro binary of a record. */
  public byte[] encode(T record) {
    connect();
    buffer.clear();
    buffer.raw(prefix);
    writer.write(record, buffer);
    return buffer.toArray();
  }

  /** As {@link #decode(byte[], byte[])} without a header. */
  public T decode(byte[] value) {
    return decode(value, null);
  }

  /**
   * Reads a record.
   *
   * @param header value of {@link WireFormat#VALUE_HEADER}, or null
   * @throws UnknownSchemaException when the reference is missing or unknown, or the payload does
   *     not fit its schema: a fault of the record
   * @throws backbone.schema.registry.RegistryUnavailableException when no registry answers
   */
  public T decode(byte[] value, byte[] header) {
    WireFormat.Reference reference = WireFormat.read(value, header);
    Schema schema =
        reference.id() != null ? registry.byId(reference.id()) : registry.byGuid(reference.guid());
    try {
      decoder =
          DecoderFactory.get()
              .binaryDecoder(
                  value, reference.payloadAt(), value.length - reference.payloadAt(), decoder);
      return readers.computeIfAbsent(schema, this::reader).read(null, decoder);
    } catch (IOException | RuntimeException e) {
      // Its message and its bytes are the value's.
      throw new UnknownSchemaException(
          "value of "
              + value.length
              + " bytes does not fit schema "
              + schema.getFullName()
              + " that it refers to");
    }
  }

  private SpecificDatumReader<T> reader(Schema written) {
    return new SpecificDatumReader<>(written, own);
  }
}
