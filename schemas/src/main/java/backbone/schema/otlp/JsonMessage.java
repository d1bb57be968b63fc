// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads any of OTLP's messages from JSON by its descriptor. */
final class JsonMessage {

  /** Protobuf readers refuse what is nested deeper than 100 messages. */
  private static final int DEEP_MAX = 90;

  /** Reading a million digits takes 20 seconds, and no number of 64 bits needs so many. */
  private static final int NUMBER_CHARS_MAX = 64;

  private static final Map<Descriptor, Map<String, FieldDescriptor>> NAMES =
      new ConcurrentHashMap<>();
  private static final ByteString NO_ID = ByteString.copyFrom(new byte[1]);

  private final JsonParser json;

  JsonMessage(JsonParser json) {
    this.json = json;
  }

  /** Reads an object whose first brace is the current token. */
  void read(Message.Builder into, int depth) throws IOException {
    if (depth > DEEP_MAX) {
      throw new IllegalArgumentException("Values lie more than " + DEEP_MAX + " messages deep.");
    }
    Map<String, FieldDescriptor> names =
        NAMES.computeIfAbsent(into.getDescriptorForType(), JsonMessage::names);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      FieldDescriptor field = names.get(json.currentName());
      JsonToken token = json.nextToken();
      if (field == null) {
        json.skipChildren();
      } else if (field.isRepeated()) {
        list(field, into, depth);
      } else if (token != JsonToken.VALUE_NULL) {
        into.setField(field, value(field, into, depth));
      }
    }
  }

  private void list(FieldDescriptor field, Message.Builder into, int depth) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw wrong(field, "a list");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      into.addRepeatedField(field, value(field, into, depth));
    }
  }

  private Object value(FieldDescriptor field, Message.Builder into, int depth) throws IOException {
    return switch (field.getJavaType()) {
      case MESSAGE -> {
        if (json.currentToken() != JsonToken.START_OBJECT) {
          throw wrong(field, "an object");
        }
        Message.Builder inner = into.newBuilderForField(field);
        read(inner, depth + 1);
        yield inner.build();
      }
      case STRING -> scalar(field, "a text");
      case BOOLEAN -> Boolean.valueOf(scalar(field, "true or false"));
      case BYTE_STRING -> bytes(field, scalar(field, "a text"));
      case ENUM -> enumValue(field);
      case INT -> (int) whole(field);
      case LONG -> whole(field);
      case DOUBLE -> decimal(field);
      case FLOAT -> (float) decimal(field);
    };
  }

  private static ByteString bytes(FieldDescriptor field, String text) {
    boolean id = field.getName().endsWith("trace_id") || field.getName().endsWith("span_id");
    try {
      if (id && text.length() != 24 && text.length() != 12) {
        return ByteString.copyFrom(HexFormat.of().parseHex(text));
      }
      String standard = text.replace('-', '+').replace('_', '/');
      return ByteString.copyFrom(Base64.getDecoder().decode(standard));
    } catch (IllegalArgumentException neither) {
      if (id) {
        return NO_ID;
      }
      throw wrong(field, "base64");
    }
  }

  private EnumValueDescriptor enumValue(FieldDescriptor field) throws IOException {
    String text = scalar(field, "a number");
    EnumValueDescriptor named = field.getEnumType().findValueByName(text);
    return named != null
        ? named
        : field.getEnumType().findValueByNumberCreatingIfUnknown((int) whole(field));
  }

  /** Both halves of what 64 bits can hold: also unsigned values above the largest long. */
  private long whole(FieldDescriptor field) throws IOException {
    String text = scalar(field, "a number");
    try {
      return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    } catch (NumberFormatException other) {
      return exponent(field, text);
    }
  }

  /** Numbers such as 1e9 or 5.0, which are whole all the same. */
  private static long exponent(FieldDescriptor field, String text) {
    if (text.length() > NUMBER_CHARS_MAX) {
      throw wrong(field, "a whole number");
    }
    try {
      BigDecimal number = new BigDecimal(text);
      if (Math.abs(number.scale()) < 64 && number.precision() < 64) {
        return number.longValueExact();
      }
    } catch (ArithmeticException | NumberFormatException noNumber) {
      throw wrong(field, "a whole number");
    }
    throw wrong(field, "a whole number");
  }

  private double decimal(FieldDescriptor field) throws IOException {
    try {
      return Double.parseDouble(scalar(field, "a number"));
    } catch (NumberFormatException noNumber) {
      throw wrong(field, "a number");
    }
  }

  private String scalar(FieldDescriptor field, String expected) throws IOException {
    if (!json.currentToken().isScalarValue() || json.currentToken() == JsonToken.VALUE_NULL) {
      throw wrong(field, expected);
    }
    return json.getText();
  }

  private static IllegalArgumentException wrong(FieldDescriptor field, String expected) {
    return new IllegalArgumentException(
        "OTLP JSON has " + expected + " as " + field.getJsonName() + ", and this has none.");
  }

  private static Map<String, FieldDescriptor> names(Descriptor type) {
    Map<String, FieldDescriptor> names = new HashMap<>();
    for (FieldDescriptor field : type.getFields()) {
      names.put(field.getName(), field);
      names.put(field.getJsonName(), field);
    }
    return names;
  }
}
