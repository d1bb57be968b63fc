// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import backbone.console.traces.SpanNode.Segment;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A tree of spans in the shape that the waterfall draws; times are milliseconds from its start. */
final class TraceView {

  private static final double NANOS_PER_MILLI = 1e6;

  /** Clocks of two hosts differ by less than this without anybody noticing. */
  private static final long SKEW_NS_MIN = 1_000_000;

  /** What most of the time was spent on. */
  private static final int CAUSES_MAX = 5;

  private final TraceTree tree;
  private final long startNs;
  private final long endNs;

  TraceView(TraceTree tree) {
    this.tree = tree;
    this.startNs = tree.order().stream().mapToLong(SpanNode::startNs).min().orElse(0);
    this.endNs = tree.order().stream().mapToLong(SpanNode::endNs).max().orElse(0);
    CriticalPath.mark(tree.root());
  }

  void write(ObjectNode view) {
    SpanNode root = tree.root();
    view.put("start", Instant.ofEpochSecond(0, startNs).toString());
    view.put("durationMs", (endNs - startNs) / NANOS_PER_MILLI);
    if (!root.isMissing()) {
      view.put("service", root.span().service()).put("operation", root.span().name());
    }
    ArrayNode spans = view.putArray("spans");
    tree.order().forEach(node -> span(spans.addObject(), node));
    services(view.putArray("services"));
    causes(view.putArray("criticalPath"));
  }

  private void span(ObjectNode view, SpanNode node) {
    view.put("spanId", node.spanId()).put("depth", node.depth());
    view.put("children", node.children().size()).put("startMs", ms(node.startNs()));
    view.put("durationMs", (node.endNs() - node.startNs()) / NANOS_PER_MILLI);
    if (node.parent() != null) {
      view.put("parentId", node.parent().spanId());
    }
    ArrayNode critical = view.putArray("critical");
    for (Segment segment : node.critical()) {
      critical.addArray().add(ms(segment.fromNs())).add(ms(segment.toNs()));
    }
    if (node.isMissing()) {
      view.put("missing", true).put("name", "missing parent");
      return;
    }
    Span span = node.span();
    view.put("name", span.name()).put("service", span.service()).put("error", span.failed());
    for (String field : List.of("span.kind", "span.status.message", "host.name", "labels.team")) {
      if (!span.text(field).isEmpty()) {
        view.put(field, span.text(field));
      }
    }
    skew(view, node);
    ObjectNode figures = view.putObject("figures");
    for (String name : Span.FIGURES) {
      JsonNode value = span.fields().path("attributes." + name);
      if (!value.isMissingNode()) {
        figures.put(name, value.asDouble());
      }
    }
  }

  /** Times stay as they were told; that a child begins before its parent is marked, not mended. */
  private static void skew(ObjectNode view, SpanNode node) {
    if (node.parent() != null && !node.parent().isMissing()) {
      long beforeNs = node.parent().startNs() - node.startNs();
      if (beforeNs >= SKEW_NS_MIN) {
        view.put("skewMs", beforeNs / NANOS_PER_MILLI);
      }
    }
  }

  private void services(ArrayNode view) {
    Map<String, long[]> counts = new LinkedHashMap<>();
    for (SpanNode node : tree.order()) {
      if (!node.isMissing()) {
        long[] count = counts.computeIfAbsent(node.span().service(), name -> new long[2]);
        count[0]++;
        count[1] += node.span().failed() ? 1 : 0;
      }
    }
    counts.forEach(
        (name, n) -> view.addObject().put("name", name).put("spans", n[0]).put("errors", n[1]));
  }

  /** Time on the critical path by service and name of span, longest first. */
  private void causes(ArrayNode view) {
    Map<List<String>, Cause> causes = new LinkedHashMap<>();
    for (SpanNode node : tree.order()) {
      long ns = node.critical().stream().mapToLong(s -> s.toNs() - s.fromNs()).sum();
      if (ns > 0 && !node.isMissing()) {
        List<String> key = List.of(node.span().service(), node.span().name());
        causes.merge(key, new Cause(node, ns, 1), Cause::and);
      }
    }
    causes.values().stream()
        .sorted(Comparator.comparingLong(cause -> -cause.ns))
        .limit(CAUSES_MAX)
        .forEach(cause -> cause.write(view.addObject()));
  }

  private double ms(long ns) {
    return (ns - startNs) / NANOS_PER_MILLI;
  }

  /** Time that was waited for spans of one name; the node is the one waited for longest. */
  private record Cause(SpanNode node, long ns, int spans, long longestNs) {

    Cause(SpanNode node, long ns, int spans) {
      this(node, ns, spans, ns);
    }

    Cause and(Cause other) {
      Cause longer = other.longestNs > longestNs ? other : this;
      return new Cause(longer.node, ns + other.ns, spans + other.spans, longer.longestNs);
    }

    void write(ObjectNode view) {
      view.put("spanId", node.spanId()).put("service", node.span().service());
      view.put("name", node.span().name()).put("ms", ns / NANOS_PER_MILLI).put("spans", spans);
    }
  }
}
