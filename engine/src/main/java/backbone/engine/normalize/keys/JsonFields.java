// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.keys;

import backbone.engine.normalize.keys.FieldNames.Name;
import backbone.engine.normalize.text.JsonScanner.Kind;
import backbone.engine.normalize.text.JsonValues;

/** The best value of each field of one JSON object, as positions: text is made when it is taken. */
final class JsonFields {

  /** A leaf that fills a field; free while its name is null. */
  static final class Slot {
    private Name name;
    private Kind kind;
    private int from;
    private int to;

    Name name() {
      return name;
    }

    Kind kind() {
      return kind;
    }

    int from() {
      return from;
    }

    int to() {
      return to;
    }

    boolean isFree() {
      return name == null;
    }

    void fill(Name newName, Kind newKind, int newFrom, int newTo) {
      name = newName;
      kind = newKind;
      from = newFrom;
      to = newTo;
    }
  }

  /** By ordinal of their field. */
  private final Slot[] slots = new Slot[Field.values().length];

  private byte[] bytes;

  JsonFields() {
    for (int i = 0; i < slots.length; i++) {
      slots[i] = new Slot();
    }
  }

  /** Frees all slots for an object in these bytes. */
  void begin(byte[] object) {
    bytes = object;
    for (Slot slot : slots) {
      slot.name = null;
    }
  }

  @SuppressWarnings("EnumOrdinal") // an EnumMap asks its key for its class each time
  Slot slot(Field field) {
    return slots[field.ordinal()];
  }

  /** The text of a field, or null. */
  String text(Field field) {
    return text(slot(field));
  }

  String text(Slot slot) {
    return slot.isFree() ? null : JsonValues.text(bytes, slot.kind, slot.from, slot.to);
  }

  /** The object's bytes. */
  byte[] bytes() {
    return bytes;
  }

  int byteAt(int at) {
    return bytes[at];
  }
}
