// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes records of one schema in Avro's binary form. The schema is looked at once, and a tree of
 * small writers remains; Avro's own writer asks it again for every value, which took seven times as
 * long. Knows the types that our schemas use. Safe for several threads.
 */
final class AvroWriter {

  /** Writes a value of one type. */
  @FunctionalInterface
  private interface Part {
    void write(Object value, AvroBytes out);
  }

  private final Part record;

  private AvroWriter(Part record) {
    this.record = record;
  }

  /**
   * A writer for the records of a schema.
   *
   * @throws IllegalArgumentException when it has a type that is not known here
   */
  static AvroWriter of(Schema schema) {
    return new AvroWriter(record(schema));
  }

  /** Appends a record. */
  void write(SpecificRecord value, AvroBytes out) {
    record.write(value, out);
  }

  private static Part part(Schema schema) {
    return switch (schema.getType()) {
      case STRING -> (value, out) -> out.text((String) value);
      case LONG, INT -> (value, out) -> out.number(((Number) value).longValue());
      case DOUBLE -> (value, out) -> out.real((Double) value);
      case BOOLEAN -> (value, out) -> out.bool((Boolean) value);
      case BYTES -> (value, out) -> out.binary(bytes((ByteBuffer) value));
      case NULL -> (value, out) -> {};
      case RECORD -> record(schema);
      case ARRAY -> array(part(schema.getElementType()));
      case UNION -> union(schema.getTypes());
      case ENUM, MAP, FIXED, FLOAT ->
          throw new IllegalArgumentException("bug: no writer for " + schema);
    };
  }

  private static Part record(Schema schema) {
    Part[] fields = schema.getFields().stream().map(f -> part(f.schema())).toArray(Part[]::new);
    return (value, out) -> {
      SpecificRecord of = (SpecificRecord) value;
      for (int i = 0; i < fields.length; i++) {
        fields[i].write(of.get(i), out);
      }
    };
  }

  /** One block with all items, then the empty block that ends it. */
  private static Part array(Part item) {
    return (value, out) -> {
      List<?> items = (List<?>) value;
      if (!items.isEmpty()) {
        out.number(items.size());
        for (int i = 0; i < items.size(); i++) {
          item.write(items.get(i), out);
        }
      }
      out.number(0);
    };
  }

  private static Part union(List<Schema> branches) {
    Part[] parts = branches.stream().map(AvroWriter::part).toArray(Part[]::new);
    boolean optional = parts.length == 2 && branches.get(0).getType() == Schema.Type.NULL;
    if (optional) {
      return (value, out) -> {
        out.number(value == null ? 0 : 1);
        if (value != null) {
          parts[1].write(value, out);
        }
      };
    }
    Class<?>[] classes = branches.stream().map(AvroWriter::classOf).toArray(Class<?>[]::new);
    return (value, out) -> {
      int branch = branch(classes, value);
      out.number(branch);
      parts[branch].write(value, out);
    };
  }

  private static int branch(Class<?>[] classes, Object value) {
    for (int i = 0; i < classes.length; i++) {
      if (classes[i].isInstance(value)) {
        return i;
      }
    }
    throw new IllegalArgumentException("bug: no branch of the union for " + value);
  }

  /** What a branch of a union of simple types is in Java. */
  private static Class<?> classOf(Schema branch) {
    return switch (branch.getType()) {
      case STRING -> String.class;
      case LONG -> Long.class;
      case INT -> Integer.class;
      case DOUBLE -> Double.class;
      case BOOLEAN -> Boolean.class;
      case BYTES -> ByteBuffer.class;
      case NULL, RECORD, ARRAY, UNION, ENUM, MAP, FIXED, FLOAT ->
          throw new IllegalArgumentException("bug: no writer for a union with " + branch);
    };
  }

  private static byte[] bytes(ByteBuffer value) {
    byte[] copy = new byte[value.remaining()];
    value.duplicate().get(copy);
    return copy;
  }
}
