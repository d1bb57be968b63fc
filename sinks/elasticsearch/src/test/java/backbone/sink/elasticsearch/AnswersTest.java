// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import static backbone.sink.elasticsearch.ScriptedServer.created;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.AvroCodec;
import backbone.schema.LogEvent;
import backbone.schema.registry.RegistryClient;
import backbone.schema.registry.RegistryConfig;
import backbone.sink.TaskRig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that a real server gives too rarely to wait for. */
final class AnswersTest {

  private ScriptedServer server;
  private TaskRig rig;
  private AvroCodec<LogEvent> codec;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedServer();
    codec = AvroCodec.logEvents(new RegistryClient(RegistryConfig.of(server.url())), "t");
    rig =
        new TaskRig(
            new ElasticsearchSinkTask(),
            Map.of("elasticsearch.hosts", server.url(), "registry.url", server.url()),
            1);
  }

  @AfterEach
  void stop() {
    rig.close();
    server.close();
  }

  @Test
  void asksForASmallAnswerWithoutQuotes_andLetsElasticsearchGiveUpFirst() {
    put(1);
    rig.untilCommittable(0, 1);
    assertThat(server.bulkQueries.get(0))
        .contains("filter_path=errors,error.type,items.*.status,items.*.error.type")
        .contains("include_source_on_error=false")
        .contains("timeout=20000ms");
  }

  @Test
  void recovers_whateverPassingFaultComesFirst() {
    server.replies.add(new ScriptedServer.Reply(500, "{\"error\":{\"type\":\"x\"}}"));
    server.replies.add(new ScriptedServer.Reply(503, ""));
    server.replies.add(new ScriptedServer.Reply(429, "{}"));
    server.replies.add(new ScriptedServer.Reply(200, "<html>login</html>"));
    server.replies.add(created(2));
    put(3);
    rig.untilCommittable(0, 3);
    assertThat(server.documents).containsOnly(3).hasSize(6);
    assertThat(rig.context.letters).isEmpty();
    assertThat(rig.counters()).containsEntry("sent-total", 3L).containsEntry("errors-total", 5L);
  }

  @Test
  void halves_whenARequestIsTooLarge() {
    server.replies.add(new ScriptedServer.Reply(413, ""));
    put(4);
    rig.untilCommittable(0, 4);
    assertThat(server.documents).containsExactly(4, 2, 2);
    assertThat(rig.context.letters).isEmpty();
  }

  @Test
  void deadLettersTheOneDocument_thatIsTooLarge() {
    server.replies.add(new ScriptedServer.Reply(413, ""));
    server.replies.add(new ScriptedServer.Reply(413, ""));
    put(2);
    rig.untilCommittable(0, 2);
    assertThat(rig.context.letters).hasSize(1);
    assertThat(rig.context.letters.get(0).reason()).hasMessageContaining("http.max_content_length");
  }

  @Test
  void resendsOnlyTheRejected() {
    server.replies.add(
        new ScriptedServer.Reply(
            200,
            "{\"errors\":true,\"items\":[{\"create\":{\"status\":201}},"
                + "{\"create\":{\"status\":429,\"error\":{\"type\":\"es_rejected_execution_exception\"}}},"
                + "{\"create\":{\"status\":400,\"error\":{\"type\":\"document_parsing_exception\"}}}]}"));
    put(3);
    rig.untilCommittable(0, 3);
    assertThat(server.documents).containsExactly(3, 1);
    assertThat(rig.context.letters).hasSize(1);
  }

  @Test
  void waits_whileTheRegistryIsDown() {
    server.schemaStatus = 503;
    put(2);
    rig.until(() -> rig.counters().get("errors-total") > 0, "failed attempt");
    server.schemaStatus = 200;
    rig.untilCommittable(0, 2);
    assertThat(rig.context.letters).isEmpty();
  }

  @Test
  void deadLetters_whatNoSchemaExplains_withoutQuotingIt() {
    byte[] unknown = codec.encode(Events.event(0));
    unknown[4] = 9;
    rig.put(
        TaskRig.record(0, 0, "hunter2".getBytes(StandardCharsets.UTF_8)),
        TaskRig.record(0, 1, unknown),
        TaskRig.record(0, 2, codec.encode(Events.event(2))));
    rig.untilCommittable(0, 3);
    assertThat(rig.context.letters)
        .extracting(letter -> letter.reason().getMessage())
        .containsExactlyInAnyOrder(
            TaskRig.TOPIC
                + "/0/0 cannot be written: undecodable: its value does not fit a schema of the"
                + " registry",
            TaskRig.TOPIC
                + "/0/1 cannot be written: undecodable: its value does not fit a schema of the"
                + " registry; schema id 9");
  }

  @Test
  void deadLetters_impossibleOriginsAndReplays() {
    var noOrigin = Events.event(0);
    noOrigin.setOriginId("");
    var longOrigin = Events.event(1);
    longOrigin.setOriginId("x".repeat(513));
    var replay = Events.event(2);
    replay.setReplayId("case-1");
    rig.put(
        TaskRig.record(0, 0, codec.encode(noOrigin)),
        TaskRig.record(0, 1, codec.encode(longOrigin)),
        TaskRig.record(0, 2, codec.encode(replay)));
    rig.untilCommittable(0, 3);
    assertThat(rig.context.letters).hasSize(3);
    assertThat(server.documents).isEmpty();
  }

  @Test
  void createsSpansByTheirContent_andWaitsForAPerson_whenATopicIsNotItsOwn() {
    Map<String, String> props =
        Map.of(
            "elasticsearch.hosts", server.url(),
            "registry.url", server.url(),
            "topics", Spans.TOPIC);
    try (TaskRig spans = new TaskRig(new ElasticsearchSinkTask(), props, Spans.TOPIC, 1)) {
      spans.put(Spans.record(0, "pay", Spans.span(1), Spans.span(2)));
      spans.untilCommittable(0, 1);
      assertThat(server.documents).containsExactly(2);
      spans.put(TaskRig.record(0, 0, codec.encode(Events.event(0))));
      spans.until(() -> !spans.context.paused.isEmpty(), "pause");
      assertThat(spans.context.letters).isEmpty();
    }
  }

  private void put(int count) {
    rig.put(
        LongStream.range(0, count)
            .mapToObj(i -> TaskRig.record(0, i, codec.encode(Events.event(i))))
            .toList());
  }
}
