// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static backbone.streams.metrics.Bench.START_MS;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CONSUMER;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_PRODUCER;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.streams.metrics.Telemetry.SpanOf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceGraphTest {

  private static final String REQUESTS = "traces_service_graph_request_total";
  private static final String FAILED = "traces_service_graph_request_failed_total";
  private static final String CLIENT = "traces_service_graph_request_client_seconds";
  private static final String SERVER = "traces_service_graph_request_server_seconds";
  private static final String UNPAIRED = "telemetry_derive_metrics_unpaired_total";

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void callIsOneRequest_whicheverSideComesFirst() {
    send("order", new SpanOf("call", SPAN_KIND_CLIENT, false, 700), 1, 11, 0);
    bench.commit();
    send("stock", new SpanOf("serve", SPAN_KIND_SERVER, true, 500), 1, 12, 11);
    send("stock", new SpanOf("serve", SPAN_KIND_SERVER, false, 300), 2, 22, 21);
    send("order", new SpanOf("call", SPAN_KIND_CLIENT, false, 400), 2, 21, 0);
    bench.settle();

    String[] edge = {
      "client=\"order\"", "server=\"stock\"", "connection_type=\"\"", "env=\"prod\""
    };
    assertThat(bench.shown(REQUESTS)).hasSize(1);
    assertThat(bench.value(REQUESTS, edge)).isEqualTo(2);
    assertThat(bench.value(FAILED, edge)).isEqualTo(1);
    assertThat(bench.value(CLIENT + "_sum", edge)).isEqualTo(1.1);
    assertThat(bench.value(SERVER + "_sum", edge)).isEqualTo(0.8);
    assertThat(bench.value(SERVER + "_count", edge)).isEqualTo(2);
    assertThat(bench.stored(Stage.EDGES_STORE)).isZero();
  }

  @Test
  void newEdgeBeginsAtZero_alsoItsFailures() {
    send("order", new SpanOf("call", SPAN_KIND_CLIENT, true, 7), 1, 11, 0);
    send("stock", new SpanOf("serve", SPAN_KIND_SERVER, true, 5), 1, 12, 11);
    bench.commit();

    assertThat(bench.value(REQUESTS)).isZero();
    assertThat(bench.value(FAILED)).isZero();
    bench.settle();
    assertThat(bench.value(FAILED)).isEqualTo(1);
  }

  @Test
  void messageIsAnEdgeOfItsOwnType() {
    send("order", new SpanOf("send", SPAN_KIND_PRODUCER, false, 2), 1, 11, 0);
    send("mail", new SpanOf("take", SPAN_KIND_CONSUMER, false, 9), 1, 12, 11);
    bench.settle();

    assertThat(bench.value(REQUESTS, "connection_type=\"messaging_system\"", "mail")).isEqualTo(1);
  }

  @Test
  void databaseCountsAtOnce_byItsName_orSystem() {
    send("order", call("db.system", "redis", "server.address", "10.1.2.3"), 1, 11, 0);
    send("order", call("db.system", "postgresql", "db.name", "orders"), 1, 13, 0);
    bench.settle();

    assertThat(bench.value(REQUESTS, "connection_type=\"database\"", "\"redis\"")).isEqualTo(1);
    assertThat(bench.value(REQUESTS, "connection_type=\"database\"", "\"orders\"")).isEqualTo(1);
    assertThat(bench.value(SERVER + "_count", "\"redis\"")).isZero();
  }

  @Test
  void firstServiceIsCalledByTheUser() {
    send("web", new SpanOf("GET", SPAN_KIND_SERVER, false, 5), 1, 11, 0);
    bench.settle();

    assertThat(bench.value(REQUESTS, "client=\"user\"", "\"web\"", "virtual_node")).isEqualTo(1);
  }

  @Test
  void peerIsAVirtualNode_whenTheWaitIsOver_andTheRestIsUnpaired() {
    bench.watermark(0);
    send("order", call("peer.service", "bank"), 1, 11, 0);
    send("order", call("server.address", "api.example.org"), 1, 13, 0);
    send("order", call(), 2, 21, 0);
    send("stock", new SpanOf("serve", SPAN_KIND_SERVER, false, 5), 3, 32, 31);
    bench.watermark(OpenEdges.WAIT_MS);
    bench.commit();
    assertThat(bench.stored(Stage.EDGES_STORE)).isEqualTo(4);
    bench.watermark(OpenEdges.WAIT_MS + 1);
    bench.settle();

    assertThat(bench.shown(REQUESTS)).hasSize(2);
    assertThat(bench.value(REQUESTS, "virtual_node", "bank")).isEqualTo(1);
    assertThat(bench.value(REQUESTS, "virtual_node", "api.example.org")).isEqualTo(1);
    assertThat(bench.value(UNPAIRED, "client", "expired")).isEqualTo(1);
    assertThat(bench.value(UNPAIRED, "server", "expired")).isEqualTo(1);
  }

  private static SpanOf call(String... attributes) {
    return new SpanOf("call", SPAN_KIND_CLIENT, false, 5, attributes);
  }

  private void send(String service, SpanOf span, long trace, long id, long parent) {
    bench.spans(Telemetry.span(service, START_MS, span, trace, id, parent));
  }
}
