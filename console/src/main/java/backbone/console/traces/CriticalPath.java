// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;

/**
 * What a trace waited for. From the end of the root backwards: of the children that had finished by
 * then, the one that finished last was waited for; before it began, the same is asked again. What
 * lies between belongs to the span itself. A child that outlives its parent counts to the parent's
 * end.
 */
final class CriticalPath {

  private CriticalPath() {}

  /** A span that is walked back from a time. */
  private static final class Walk {
    private final SpanNode node;
    private final long floorNs;
    private final long endNs;
    private final Iterator<SpanNode> latestFirst;
    private long atNs;

    Walk(SpanNode node, long floorNs, long atNs) {
      this.node = node;
      this.floorNs = Math.max(floorNs, node.startNs());
      this.endNs = Math.min(atNs, node.endNs());
      this.atNs = endNs;
      this.latestFirst =
          node.children().stream()
              .sorted(Comparator.comparingLong((SpanNode child) -> -end(child)))
              .iterator();
    }

    /** The child that was waited for at this time; null at the span's beginning. */
    Walk step() {
      while (latestFirst.hasNext()) {
        SpanNode child = latestFirst.next();
        long end = end(child);
        if (end <= atNs && child.startNs() < end && end > floorNs) {
          node.critical(end, atNs);
          atNs = Math.max(floorNs, child.startNs());
          return new Walk(child, floorNs, end);
        }
      }
      node.critical(floorNs, atNs);
      return null;
    }

    private long end(SpanNode child) {
      return Math.min(endNs, child.endNs());
    }
  }

  /** Marks the segments on the nodes below and including a root. */
  static void mark(SpanNode root) {
    Deque<Walk> open = new ArrayDeque<>();
    open.push(new Walk(root, root.startNs(), root.endNs()));
    while (!open.isEmpty()) {
      Walk child = open.peek().step();
      if (child == null) {
        open.pop();
      } else {
        open.push(child);
      }
    }
  }
}
