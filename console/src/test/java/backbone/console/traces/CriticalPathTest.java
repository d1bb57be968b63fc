// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import static backbone.console.traces.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.console.traces.SpanNode.Segment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CriticalPathTest {

  @Test
  void givesTheRootWhatNoChildTakes() {
    assertThat(path(span("r", "", 0, 100), span("a", "r", 10, 40), span("b", "r", 50, 90)))
        .containsExactly("r 90-100", "r 40-50", "r 0-10", "a 10-40", "b 50-90");
  }

  @Test
  void takesTheChildThatFinishedLast_whenChildrenOverlap() {
    assertThat(path(span("r", "", 0, 100), span("short", "r", 10, 50), span("long", "r", 20, 95)))
        .containsExactly("r 95-100", "r 0-20", "long 20-95");
  }

  @Test
  void skipsChildrenThatRanBesideTheOneWaitedFor() {
    assertThat(
            path(
                span("r", "", 0, 100),
                span("first", "r", 0, 30),
                span("beside", "r", 35, 60),
                span("last", "r", 40, 100)))
        .containsExactly("r 30-40", "first 0-30", "last 40-100");
  }

  @Test
  void countsToTheParentsEnd_whenAChildOutlivesIt() {
    assertThat(path(span("r", "", 0, 50), span("async", "r", 20, 400)))
        .containsExactly("r 0-20", "async 20-50");
  }

  @Test
  void ignoresWhatLiesOutside_whenClocksDiffer() {
    assertThat(path(span("r", "", 100, 200), span("early", "r", 20, 60)))
        .containsExactly("r 100-200");
  }

  @Test
  void goesDownToTheLeaf() {
    assertThat(
            path(
                span("r", "", 0, 100),
                span("call", "r", 5, 95),
                span("served", "call", 10, 90),
                span("redis", "served", 11, 89)))
        .contains("redis 11-89", "served 89-90", "served 10-11", "call 90-95");
  }

  @Test
  void survivesAChainAsLongAsATraceMayBe() {
    List<Span> chain = new ArrayList<>();
    chain.add(span("0", "", 0, 20_000));
    for (int i = 1; i < TraceQueries.SPANS_MAX; i++) {
      chain.add(span(String.valueOf(i), String.valueOf(i - 1), i, 20_000 - i));
    }
    assertThat(path(chain.toArray(new Span[0]))).contains("4999 4999-15001");
  }

  private static List<String> path(Span... spans) {
    TraceTree tree = TraceTree.of(List.of(spans));
    CriticalPath.mark(tree.root());
    List<String> segments = new ArrayList<>();
    for (SpanNode node : tree.order()) {
      for (Segment s : node.critical()) {
        segments.add("%s %d-%d".formatted(node.spanId(), ms(s.fromNs()), ms(s.toNs())));
      }
    }
    return segments;
  }

  private static long ms(long ns) {
    return ns / 1_000_000L - 1000;
  }
}
