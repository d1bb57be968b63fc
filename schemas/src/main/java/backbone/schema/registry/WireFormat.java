// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.registry;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * How a record refers to its schema, as Confluent defined it.
 *
 * <pre>
 * version 0:  00 | id, 4 bytes, big-endian      | payload
 * version 1:  01 | GUID, 16 bytes, big-endian   | payload
 * header:     the bytes of either form in the record header {@code __value_schema_id}, bare payload
 * </pre>
 *
 * Both are read; version 0 is written.
 */
public final class WireFormat {

  /** Header that carries the reference when the payload is bare. */
  public static final String VALUE_HEADER = "__value_schema_id";

  /** Bytes before the payload in version 0. */
  public static final int PREFIX_BYTES = 5;

  private static final int GUID_PREFIX_BYTES = 17;

  /**
   * A reference that was read.
   *
   * @param id schema id, or null when the reference is a GUID
   * @param guid GUID, or null when the reference is an id
   * @param payloadAt index of the first payload byte
   */
  public record Reference(Integer id, UUID guid, int payloadAt) {}

  private WireFormat() {}

  /** Writes the version 0 prefix at the start of a buffer of at least 5 bytes. */
  public static void writePrefix(byte[] target, int id) {
    ByteBuffer.wrap(target).put((byte) 0).putInt(id);
  }

  /**
   * Reads the reference of a value.
   *
   * @param header value of {@link #VALUE_HEADER}, or null; it wins
   * @throws UnknownSchemaException when there is none; the message shows nothing of the value
   */
  public static Reference read(byte[] value, byte[] header) {
    if (header != null) {
      Reference inHeader = prefix(header);
      return new Reference(inHeader.id(), inHeader.guid(), 0);
    }
    return prefix(value);
  }

  private static Reference prefix(byte[] bytes) {
    if (bytes.length >= PREFIX_BYTES && bytes[0] == 0) {
      return new Reference(ByteBuffer.wrap(bytes, 1, 4).getInt(), null, PREFIX_BYTES);
    }
    if (bytes.length >= GUID_PREFIX_BYTES && bytes[0] == 1) {
      ByteBuffer guid = ByteBuffer.wrap(bytes, 1, 16);
      return new Reference(null, new UUID(guid.getLong(), guid.getLong()), GUID_PREFIX_BYTES);
    }
    // No byte of it is told: what came from elsewhere may hold anything.
    throw new UnknownSchemaException(
        "value does not begin with a schema reference; it has " + bytes.length + " bytes");
  }
}
