// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A span, or the place of one that is missing, in the tree of its trace. */
final class SpanNode {

  static final Comparator<SpanNode> BY_START =
      Comparator.comparingLong(SpanNode::startNs).thenComparing(SpanNode::spanId);

  private final String spanId;
  private final Span span;
  private final List<SpanNode> children = new ArrayList<>();
  private final List<Segment> critical = new ArrayList<>();
  private SpanNode parent;
  private int depth;

  /** A part of the critical path, nanoseconds since 1970. */
  record Segment(long fromNs, long toNs) {}

  private SpanNode(String spanId, Span span) {
    this.spanId = spanId;
    this.span = span;
  }

  static SpanNode of(Span span) {
    return new SpanNode(span.spanId(), span);
  }

  /** A parent that others name and that is not there. */
  static SpanNode missing(String spanId) {
    return new SpanNode(spanId, null);
  }

  void adopt(SpanNode child) {
    children.add(child);
    child.parent = this;
  }

  void release() {
    if (parent != null) {
      parent.children.remove(this);
      parent = null;
    }
  }

  void depth(int value) {
    depth = value;
  }

  void critical(long fromNs, long toNs) {
    if (toNs > fromNs) {
      critical.add(new Segment(fromNs, toNs));
    }
  }

  String spanId() {
    return spanId;
  }

  boolean isMissing() {
    return span == null;
  }

  /** The span; null when it is missing. */
  Span span() {
    return span;
  }

  SpanNode parent() {
    return parent;
  }

  List<SpanNode> children() {
    return children;
  }

  /** Latest first. */
  List<Segment> critical() {
    return critical;
  }

  int depth() {
    return depth;
  }

  long startNs() {
    return span != null
        ? span.startNs()
        : children.stream().mapToLong(SpanNode::startNs).min().orElse(0);
  }

  long endNs() {
    return span != null
        ? span.endNs()
        : children.stream().mapToLong(SpanNode::endNs).max().orElse(0);
  }
}
