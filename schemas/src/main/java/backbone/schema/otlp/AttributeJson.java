// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Attributes as members of one object. The first value of a key wins: Elasticsearch refuses
 * documents that name a key twice, and those with a key that is empty or holds its own separator,
 * the NUL character.
 */
final class AttributeJson {

  private static final int KEY_CHARS_MAX = 256;

  private final JsonGenerator json;
  private final Set<String> written = new HashSet<>();

  AttributeJson(JsonGenerator json) {
    this.json = json;
  }

  /** A member that holds the attributes; none where there are none. */
  static void field(String name, List<KeyValue> attributes, JsonGenerator json) throws IOException {
    if (!attributes.isEmpty()) {
      json.writeObjectFieldStart(name);
      new AttributeJson(json).write(attributes);
      json.writeEndObject();
    }
  }

  void write(List<KeyValue> attributes) throws IOException {
    for (KeyValue attribute : attributes) {
      if (key(attribute.getKey())) {
        value(attribute.getValue());
      }
    }
  }

  void text(String key, String text) throws IOException {
    if (key(key)) {
      json.writeString(AnyJson.cut(text));
    }
  }

  private boolean key(String written) throws IOException {
    String key = written.isEmpty() ? "_" : written.replace('\0', '\uFFFD');
    if (key.length() > KEY_CHARS_MAX) {
      boolean pair = Character.isHighSurrogate(key.charAt(KEY_CHARS_MAX - 1));
      key = key.substring(0, pair ? KEY_CHARS_MAX - 1 : KEY_CHARS_MAX);
    }
    boolean free = this.written.add(key);
    if (free) {
      json.writeFieldName(key);
    }
    return free;
  }

  private void value(AnyValue value) throws IOException {
    switch (value.getValueCase()) {
      case BOOL_VALUE -> json.writeBoolean(value.getBoolValue());
      case INT_VALUE -> json.writeNumber(value.getIntValue());
      case DOUBLE_VALUE -> AnyJson.decimal(value.getDoubleValue(), json);
      case BYTES_VALUE -> {
        byte[] bytes = value.getBytesValue().toByteArray();
        json.writeString(AnyJson.cut(Base64.getEncoder().encodeToString(bytes)));
      }
      case STRING_VALUE, ARRAY_VALUE, KVLIST_VALUE, STRING_VALUE_STRINDEX, VALUE_NOT_SET ->
          json.writeString(AnyJson.text(value));
    }
  }
}
