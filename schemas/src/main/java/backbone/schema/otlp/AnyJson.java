// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** OTLP's values as JSON and as text: bytes as base64, numbers that JSON lacks as text. */
public final class AnyJson {

  /** A longer text is cut there; bytes of UTF-8. */
  static final int TEXT_BYTES_MAX = 32 * 1024;

  private static final JsonFactory FACTORY = new JsonFactory();

  private AnyJson() {}

  /** Any value as a text of at most 32 KiB; lists and maps as JSON, nothing as empty text. */
  static String text(AnyValue value) {
    return cut(wholeText(value));
  }

  /** Any value as text, whatever its length; lists and maps as JSON, nothing as empty text. */
  public static String wholeText(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case BYTES_VALUE -> Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
      case ARRAY_VALUE, KVLIST_VALUE -> json(value);
      case STRING_VALUE_STRINDEX, VALUE_NOT_SET -> "";
    };
  }

  static void decimal(double number, JsonGenerator json) throws IOException {
    if (Double.isFinite(number)) {
      json.writeNumber(number);
    } else {
      json.writeString(Double.toString(number));
    }
  }

  /** The beginning of a text that fits into 32 KiB, never half a character. */
  static String cut(String text) {
    if (text.length() * 3L <= TEXT_BYTES_MAX) {
      return text;
    }
    int bytes = 0;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (bytes > TEXT_BYTES_MAX) {
        return text.substring(0, at);
      }
      at += Character.charCount(point);
    }
    return text;
  }

  private static String json(AnyValue value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(value, json);
    } catch (IOException e) {
      throw new IllegalStateException("bug: writing to memory failed", e);
    }
    return text.toString();
  }

  private static void write(AnyValue value, JsonGenerator json) throws IOException {
    switch (value.getValueCase()) {
      case ARRAY_VALUE -> {
        json.writeStartArray();
        for (AnyValue element : value.getArrayValue().getValuesList()) {
          write(element, json);
        }
        json.writeEndArray();
      }
      case KVLIST_VALUE -> map(value.getKvlistValue().getValuesList(), json);
      case BOOL_VALUE -> json.writeBoolean(value.getBoolValue());
      case INT_VALUE -> json.writeNumber(value.getIntValue());
      case DOUBLE_VALUE -> decimal(value.getDoubleValue(), json);
      case STRING_VALUE, BYTES_VALUE -> json.writeString(wholeText(value));
      case STRING_VALUE_STRINDEX, VALUE_NOT_SET -> json.writeNull();
    }
  }

  private static void map(List<KeyValue> pairs, JsonGenerator json) throws IOException {
    json.writeStartObject();
    Set<String> written = new HashSet<>();
    for (KeyValue pair : pairs) {
      if (written.add(pair.getKey())) {
        json.writeFieldName(pair.getKey());
        write(pair.getValue(), json);
      }
    }
    json.writeEndObject();
  }
}
