// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.TracesData;

/** Writes into kept spans which policy kept them and what share of the traces they stand for. */
final class Stamp {

  static final String POLICY = "sampling.policy";
  static final String THRESHOLD = "sampling.threshold";

  private final String policy;
  private final String threshold;

  Stamp(String policy, String threshold) {
    this.policy = policy;
    this.threshold = threshold;
  }

  /**
   * The spans with the stamp on every resource and every tracestate.
   *
   * @throws InvalidProtocolBufferException when these are no spans
   */
  TracesData on(byte[] spans) throws InvalidProtocolBufferException {
    TracesData.Builder data = TracesData.newBuilder().mergeFrom(spans);
    for (ResourceSpans.Builder batch : data.getResourceSpansBuilderList()) {
      stamp(batch.getResourceBuilder());
      for (ScopeSpans.Builder scope : batch.getScopeSpansBuilderList()) {
        for (Span.Builder span : scope.getSpansBuilderList()) {
          span.setTraceState(TraceState.with(span.getTraceState(), threshold));
        }
      }
    }
    return data.build();
  }

  private void stamp(Resource.Builder resource) {
    for (int i = resource.getAttributesCount() - 1; i >= 0; i--) {
      String key = resource.getAttributes(i).getKey();
      if (key.equals(POLICY) || key.equals(THRESHOLD)) {
        resource.removeAttributes(i);
      }
    }
    resource.addAttributes(text(POLICY, policy)).addAttributes(text(THRESHOLD, threshold));
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
