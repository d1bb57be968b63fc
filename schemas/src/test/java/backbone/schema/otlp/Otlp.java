// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.HexFormat;

/** Short ways to make messages. */
final class Otlp {

  static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  static final String SPAN = "b7ad6b7169203331";

  private Otlp() {}

  static ByteString hex(String digits) {
    return ByteString.copyFrom(HexFormat.of().parseHex(digits));
  }

  static KeyValue pair(String key, String text) {
    return pair(key, AnyValue.newBuilder().setStringValue(text).build());
  }

  static KeyValue pair(String key, long number) {
    return pair(key, AnyValue.newBuilder().setIntValue(number).build());
  }

  static KeyValue pair(String key, double number) {
    return pair(key, AnyValue.newBuilder().setDoubleValue(number).build());
  }

  static KeyValue pair(String key, boolean truth) {
    return pair(key, AnyValue.newBuilder().setBoolValue(truth).build());
  }

  static KeyValue pair(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  static Resource.Builder service(String name) {
    return Resource.newBuilder().addAttributes(pair("service.name", name));
  }

  static Span.Builder span(String name) {
    return Span.newBuilder()
        .setTraceId(hex(TRACE))
        .setSpanId(hex(SPAN))
        .setName(name)
        .setStartTimeUnixNano(1_700_000_000_000_000_001L)
        .setEndTimeUnixNano(1_700_000_000_500_000_002L);
  }

  static TracesData data(Resource.Builder resource, Span.Builder... spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (Span.Builder span : spans) {
      scope.addSpans(span);
    }
    return TracesData.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scope))
        .build();
  }
}
