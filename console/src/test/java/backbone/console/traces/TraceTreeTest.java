// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import static backbone.console.traces.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TraceTreeTest {

  @Test
  void putsChildrenBelowParentsByStart() {
    assertThat(
            tree(
                span("late", "r", 50, 60),
                span("leaf", "early", 12, 13),
                span("r", "", 0, 100),
                span("early", "r", 10, 20)))
        .containsExactly("0 r", "1 early", "2 leaf", "1 late");
  }

  @Test
  void keepsSiblingsTogether_whenTheirParentIsMissing() {
    assertThat(tree(span("r", "", 0, 9), span("a", "gone", 3, 4), span("b", "gone", 1, 2)))
        .containsExactly("0 r", "0 gone?", "1 b", "1 a");
  }

  @Test
  void breaksCircles() {
    assertThat(tree(span("a", "b", 1, 2), span("b", "a", 3, 4), span("c", "b", 5, 6)))
        .containsExactly("0 b?", "1 a", "2 b", "3 c");
    assertThat(tree(span("self", "self", 1, 2))).containsExactly("0 self?", "1 self");
  }

  @Test
  void keepsBoth_whenTwoSpansShareAnId() {
    assertThat(tree(span("r", "", 0, 9), span("x", "r", 1, 2), span("x", "r", 3, 4)))
        .containsExactly("0 r", "1 x", "1 x");
  }

  @Test
  void beginsAtTheLongestRoot() {
    TraceTree tree = TraceTree.of(List.of(span("short", "", 0, 1), span("long", "", 5, 90)));
    assertThat(tree.root().spanId()).isEqualTo("long");
    TraceTree orphans = TraceTree.of(List.of(span("a", "gone", 3, 4), span("b", "gone", 1, 9)));
    assertThat(orphans.root().isMissing()).isTrue();
    assertThat(orphans.root().endNs()).isEqualTo(1_009_000_000L);
  }

  private static List<String> tree(Span... spans) {
    return TraceTree.of(List.of(spans)).order().stream()
        .map(node -> node.depth() + " " + node.spanId() + (node.isMissing() ? "?" : ""))
        .toList();
  }
}
