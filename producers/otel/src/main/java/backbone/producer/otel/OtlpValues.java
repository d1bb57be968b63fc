// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.otel;

import com.google.protobuf.ByteString;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What spans and log records have in common, in OTLP's form. */
final class OtlpValues {

  private static final int ID_BYTES = 2;

  private OtlpValues() {}

  static List<KeyValue> attributes(Attributes attributes) {
    List<KeyValue> all = new ArrayList<>(attributes.size());
    attributes.forEach((key, value) -> all.add(pair(key.getKey(), attribute(key, value))));
    return all;
  }

  static Resource resource(io.opentelemetry.sdk.resources.Resource resource) {
    return Resource.newBuilder().addAllAttributes(attributes(resource.getAttributes())).build();
  }

  static InstrumentationScope scope(InstrumentationScopeInfo scope) {
    return InstrumentationScope.newBuilder()
        .setName(scope.getName())
        .setVersion(orEmpty(scope.getVersion()))
        .addAllAttributes(attributes(scope.getAttributes()))
        .build();
  }

  /** A value of any depth; the SDK bounds what it takes in. */
  static AnyValue any(Value<?> value) {
    AnyValue.Builder any = AnyValue.newBuilder();
    Object raw = value.getValue();
    return switch (value.getType()) {
      case STRING -> any.setStringValue((String) raw).build();
      case BOOLEAN -> any.setBoolValue((Boolean) raw).build();
      case LONG -> any.setIntValue((Long) raw).build();
      case DOUBLE -> any.setDoubleValue((Double) raw).build();
      case BYTES -> any.setBytesValue(ByteString.copyFrom((ByteBuffer) raw)).build();
      case ARRAY -> any.setArrayValue(array((List<?>) raw)).build();
      case KEY_VALUE_LIST -> any.setKvlistValue(pairs((List<?>) raw)).build();
      case EMPTY -> any.build();
    };
  }

  /** Bytes of an id in hex; empty for an invalid one, which is all zeros. */
  static ByteString id(String hex, boolean valid) {
    if (!valid) {
      return ByteString.EMPTY;
    }
    byte[] bytes = new byte[hex.length() / ID_BYTES];
    for (int i = 0; i < bytes.length; i++) {
      int high = Character.digit(hex.charAt(2 * i), 16);
      bytes[i] = (byte) (high << 4 | Character.digit(hex.charAt(2 * i + 1), 16));
    }
    return ByteString.copyFrom(bytes);
  }

  static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private static AnyValue attribute(AttributeKey<?> key, Object value) {
    AnyValue.Builder any = AnyValue.newBuilder();
    return switch (key.getType()) {
      case STRING -> any.setStringValue((String) value).build();
      case BOOLEAN -> any.setBoolValue((Boolean) value).build();
      case LONG -> any.setIntValue((Long) value).build();
      case DOUBLE -> any.setDoubleValue((Double) value).build();
      case STRING_ARRAY -> list(value, one -> any().setStringValue((String) one));
      case BOOLEAN_ARRAY -> list(value, one -> any().setBoolValue((Boolean) one));
      case LONG_ARRAY -> list(value, one -> any().setIntValue((Long) one));
      case DOUBLE_ARRAY -> list(value, one -> any().setDoubleValue((Double) one));
      case VALUE -> any((Value<?>) value);
    };
  }

  private static AnyValue list(Object values, Function<Object, AnyValue.Builder> form) {
    ArrayValue.Builder array = ArrayValue.newBuilder();
    for (Object one : (List<?>) values) {
      array.addValues(one == null ? any() : form.apply(one));
    }
    return any().setArrayValue(array).build();
  }

  private static ArrayValue array(List<?> values) {
    ArrayValue.Builder array = ArrayValue.newBuilder();
    values.forEach(one -> array.addValues(any((Value<?>) one)));
    return array.build();
  }

  private static KeyValueList pairs(List<?> pairs) {
    KeyValueList.Builder list = KeyValueList.newBuilder();
    for (Object one : pairs) {
      var pair = (io.opentelemetry.api.common.KeyValue) one;
      list.addValues(pair(pair.getKey(), any(pair.getValue())));
    }
    return list.build();
  }

  private static KeyValue pair(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue.Builder any() {
    return AnyValue.newBuilder();
  }
}
