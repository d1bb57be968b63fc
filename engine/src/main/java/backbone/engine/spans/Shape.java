// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

import backbone.schema.otlp.WireReader;

/** OTLP's messages from the span and the resource down: which field holds what. */
final class Shape {

  static final Shape KEY_VALUE = new Shape();
  static final Shape ANY = new Shape();
  static final Shape ARRAY = new Shape();
  static final Shape LIST = new Shape();
  static final Shape RESOURCE = new Shape();
  static final Shape ENTITY = new Shape();
  static final Shape SCOPE = new Shape();
  static final Shape STATUS = new Shape();
  static final Shape EVENT = new Shape();
  static final Shape LINK = new Shape();
  static final Shape SPAN = new Shape();

  /** What a field holds; a field that is not known holds nothing that may go on unseen. */
  enum Kind {
    UNKNOWN(-1),
    TEXT(WireReader.BYTES),
    BLOB(WireReader.BYTES),
    TRACE_ID(WireReader.BYTES),
    SPAN_ID(WireReader.BYTES),
    MESSAGE(WireReader.BYTES),
    NUMBER(WireReader.VARINT),
    INTEGER(WireReader.VARINT),
    FIXED64(WireReader.FIXED64),
    DECIMAL(WireReader.FIXED64),
    FIXED32(WireReader.FIXED32);

    private final int wireType;

    Kind(int wireType) {
      this.wireType = wireType;
    }
  }

  private static final int FIELDS = 17;

  static {
    KEY_VALUE.has(Kind.TEXT, 1).has(ANY, 2).has(Kind.NUMBER, 3);
    ANY.has(Kind.TEXT, 1).has(Kind.NUMBER, 2, 8).has(Kind.INTEGER, 3).has(Kind.DECIMAL, 4);
    ANY.has(ARRAY, 5).has(LIST, 6).has(Kind.BLOB, 7);
    ARRAY.has(ANY, 1);
    LIST.has(KEY_VALUE, 1);
    RESOURCE.has(KEY_VALUE, 1).has(Kind.NUMBER, 2).has(ENTITY, 3);
    ENTITY.has(Kind.TEXT, 1, 2, 3, 4);
    SCOPE.has(Kind.TEXT, 1, 2).has(KEY_VALUE, 3).has(Kind.NUMBER, 4);
    STATUS.has(Kind.TEXT, 2).has(Kind.NUMBER, 3);
    EVENT.has(Kind.FIXED64, 1).has(Kind.TEXT, 2).has(KEY_VALUE, 3).has(Kind.NUMBER, 4);
    LINK.has(Kind.TRACE_ID, 1).has(Kind.SPAN_ID, 2).has(Kind.TEXT, 3).has(KEY_VALUE, 4);
    LINK.has(Kind.NUMBER, 5).has(Kind.FIXED32, 6);
    SPAN.has(Kind.TRACE_ID, 1).has(Kind.SPAN_ID, 2, 4).has(Kind.TEXT, 3, 5);
    SPAN.has(Kind.NUMBER, 6, 10, 12, 14).has(Kind.FIXED64, 7, 8).has(Kind.FIXED32, 16);
    SPAN.has(KEY_VALUE, 9).has(EVENT, 11).has(LINK, 13).has(STATUS, 15);
  }

  private final Kind[] kinds = new Kind[FIELDS];
  private final Shape[] shapes = new Shape[FIELDS];

  private Shape() {}

  /** What the current field of a message of this shape holds. */
  Kind kind(WireReader field) {
    Kind kind = field.field() < FIELDS ? kinds[field.field()] : null;
    return kind == null || kind.wireType != field.type() ? Kind.UNKNOWN : kind;
  }

  /** Shape of the message that a field holds. */
  Shape inner(int field) {
    return shapes[field];
  }

  private Shape has(Kind kind, int... fields) {
    for (int field : fields) {
      kinds[field] = kind;
    }
    return this;
  }

  private Shape has(Shape shape, int field) {
    kinds[field] = Kind.MESSAGE;
    shapes[field] = shape;
    return this;
  }
}
