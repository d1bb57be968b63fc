// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The spans of a trace as a tree in the order of a waterfall. Spans whose parent is not there stand
 * under a place for it, and so does whatever names itself as its own ancestor.
 */
final class TraceTree {

  private final List<SpanNode> roots = new ArrayList<>();
  private final Map<String, SpanNode> missing = new LinkedHashMap<>();
  private final List<SpanNode> order = new ArrayList<>();

  private TraceTree() {}

  static TraceTree of(List<Span> spans) {
    TraceTree tree = new TraceTree();
    List<SpanNode> nodes = spans.stream().map(SpanNode::of).sorted(SpanNode.BY_START).toList();
    tree.link(nodes);
    tree.breakCircles(nodes);
    tree.place(tree.roots);
    tree.place(tree.missing.values().stream().sorted(SpanNode.BY_START).toList());
    return tree;
  }

  /** Every node, parents before their children, these by start. */
  List<SpanNode> order() {
    return order;
  }

  /** Where the trace begins: its longest true root, else the place of a missing one. */
  SpanNode root() {
    SpanNode best = null;
    for (SpanNode root : roots.isEmpty() ? missing.values() : roots) {
      if (best == null || length(root) > length(best)) {
        best = root;
      }
    }
    return best;
  }

  private static long length(SpanNode node) {
    return node.endNs() - node.startNs();
  }

  private void link(List<SpanNode> nodes) {
    Map<String, SpanNode> byId = new HashMap<>();
    nodes.forEach(node -> byId.putIfAbsent(node.spanId(), node));
    for (SpanNode node : nodes) {
      String parentId = node.span().parentId();
      SpanNode parent = byId.get(parentId);
      if (parentId.isEmpty()) {
        roots.add(node);
      } else if (parent == null || parent == node) {
        orphan(node);
      } else {
        parent.adopt(node);
      }
    }
  }

  private void orphan(SpanNode node) {
    missing.computeIfAbsent(node.span().parentId(), SpanNode::missing).adopt(node);
  }

  /** What no root and no orphan leads to hangs in a circle; its earliest span becomes an orphan. */
  private void breakCircles(List<SpanNode> nodes) {
    Set<SpanNode> reached = new HashSet<>();
    reach(roots, reached);
    reach(missing.values(), reached);
    for (SpanNode node : nodes) {
      if (!reached.contains(node)) {
        node.release();
        orphan(node);
        reach(List.of(node), reached);
      }
    }
  }

  private static void reach(Collection<SpanNode> from, Set<SpanNode> reached) {
    Deque<SpanNode> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      SpanNode node = open.pop();
      if (reached.add(node)) {
        open.addAll(node.children());
      }
    }
  }

  /** Depth first, without recursion: a chain of spans may be as long as the trace. */
  private void place(List<SpanNode> from) {
    Deque<SpanNode> open = new ArrayDeque<>();
    pushReversed(open, from, 0);
    while (!open.isEmpty()) {
      SpanNode node = open.pop();
      order.add(node);
      pushReversed(open, node.children(), node.depth() + 1);
    }
  }

  private static void pushReversed(Deque<SpanNode> open, List<SpanNode> nodes, int depth) {
    for (int i = nodes.size() - 1; i >= 0; i--) {
      nodes.get(i).depth(depth);
      open.push(nodes.get(i));
    }
  }
}
