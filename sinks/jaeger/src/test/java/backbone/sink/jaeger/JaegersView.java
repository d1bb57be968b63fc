// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.jaeger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A span in a form in which what was in the topic and what Jaeger 1.62 answers are equal when
 * nothing was lost that Jaeger's model can hold. That model turns
 *
 * <ul>
 *   <li>arrays and nested lists into JSON text: compared as JSON, bytes in them as base64;
 *   <li>a value of no type, and bytes that are none, into an empty text, in a list into null;
 *   <li>status, kind, trace state and scope into tags, and back when it is asked;
 *   <li>an event's name into a field, and back;
 *   <li>links into references: ids stay; their own attributes and trace state are lost.
 * </ul>
 *
 * <p>It has no place for flags, dropped counts, schema URLs and attributes of scopes, so those are
 * not compared. It adds {@code internal.span.format} to spans and {@code opentracing.ref_type} to
 * links.
 */
record JaegersView(Map<String, JsonNode> resource, String scope, Span span, List<JsonNode> lists) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADDED = "internal.span.format";

  /** Spans by trace and span id; a span that is there twice is two in the list. */
  static Map<String, List<JaegersView>> of(List<ResourceSpans> traces) {
    Map<String, List<JaegersView>> spans = new TreeMap<>();
    for (ResourceSpans resource : traces) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          spans
              .computeIfAbsent(Traces.ids(span), id -> new ArrayList<>())
              .add(of(resource, scope, span));
        }
      }
    }
    return spans;
  }

  private static JaegersView of(ResourceSpans resource, ScopeSpans scope, Span span) {
    List<JsonNode> lists = new ArrayList<>();
    Span.Builder own = span.toBuilder().clearAttributes().clearEvents().clearLinks();
    own.addAllAttributes(plain(span.getAttributesList(), lists));
    for (Span.Event event : span.getEventsList()) {
      own.addEvents(
          event.toBuilder()
              .clearAttributes()
              .addAllAttributes(plain(event.getAttributesList(), lists)));
    }
    for (Span.Link link : span.getLinksList()) {
      own.addLinks(
          Span.Link.newBuilder().setTraceId(link.getTraceId()).setSpanId(link.getSpanId()));
    }
    Map<String, JsonNode> fields = new TreeMap<>();
    for (KeyValue field : resource.getResource().getAttributesList()) {
      fields.put(field.getKey(), json(field.getValue()));
    }
    String name = scope.getScope().getName() + " " + scope.getScope().getVersion();
    return new JaegersView(fields, name, own.build(), lists);
  }

  /** Attributes by key, as they are a set; lists, in either form, are marked and kept aside. */
  private static List<KeyValue> plain(List<KeyValue> attributes, List<JsonNode> lists) {
    List<KeyValue> sorted = new ArrayList<>(attributes);
    sorted.sort(Comparator.comparing(KeyValue::getKey));
    List<KeyValue> plain = new ArrayList<>();
    for (KeyValue attribute : sorted) {
      JsonNode list = list(attribute.getValue());
      KeyValue.Builder own = attribute.toBuilder();
      if (list != null) {
        lists.add(list);
        own.setValue(AnyValue.newBuilder().setStringValue("list"));
      } else if (isEmpty(attribute.getValue())) {
        own.setValue(AnyValue.newBuilder().setStringValue(""));
      }
      if (!attribute.getKey().equals(ADDED)) {
        plain.add(own.build());
      }
    }
    return plain;
  }

  private static boolean isEmpty(AnyValue value) {
    boolean noBytes = value.hasBytesValue() && value.getBytesValue().isEmpty();
    return noBytes || value.getValueCase() == AnyValue.ValueCase.VALUE_NOT_SET;
  }

  private static JsonNode list(AnyValue value) {
    if (value.hasArrayValue() || value.hasKvlistValue()) {
      return json(value);
    }
    String text = value.getStringValue();
    if (!text.startsWith("[") && !text.startsWith("{")) {
      return null;
    }
    try {
      return numbers(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static JsonNode json(AnyValue value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (isEmpty(value)) {
      return nodes.nullNode();
    }
    return switch (value.getValueCase()) {
      case INT_VALUE -> nodes.textNode("n" + value.getIntValue());
      case DOUBLE_VALUE -> number(value.getDoubleValue());
      case BOOL_VALUE -> nodes.booleanNode(value.getBoolValue());
      case BYTES_VALUE ->
          nodes.textNode(Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray()));
      case ARRAY_VALUE -> {
        ArrayNode array = nodes.arrayNode();
        value.getArrayValue().getValuesList().forEach(item -> array.add(json(item)));
        yield array;
      }
      case KVLIST_VALUE -> {
        ObjectNode object = nodes.objectNode();
        value
            .getKvlistValue()
            .getValuesList()
            .forEach(item -> object.set(item.getKey(), json(item.getValue())));
        yield object;
      }
      default -> nodes.textNode(value.getStringValue());
    };
  }

  /** JSON has one kind of number: 3.0 and 3 are the same, all 64 bits of an integer stay. */
  private static JsonNode numbers(JsonNode node) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (node.isArray()) {
      ArrayNode array = nodes.arrayNode();
      node.forEach(item -> array.add(numbers(item)));
      return array;
    }
    if (node.isObject()) {
      ObjectNode object = nodes.objectNode();
      node.properties().forEach(field -> object.set(field.getKey(), numbers(field.getValue())));
      return object;
    }
    if (node.isIntegralNumber()) {
      return nodes.textNode("n" + node.bigIntegerValue());
    }
    return node.isNumber() ? number(node.doubleValue()) : node;
  }

  private static JsonNode number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
    return JsonNodeFactory.instance.textNode("n" + (whole ? "" + (long) value : "" + value));
  }
}
