// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import backbone.sink.TaskRig;
import backbone.testkit.Seeds;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What only this sink promises: ids, days, template and what can be found. */
final class ElasticsearchSinkIT {

  private static Rig rig;
  private static int next = 1_000_000;

  @BeforeAll
  static void start() throws Exception {
    rig = Rig.shared();
  }

  @Test
  void usesTheOriginAsId_andTheDayAndTeamAsIndex() {
    int n = numbers();
    LogEvent event = Events.event(n, Instant.parse("2026-11-22T23:59:59.999999999Z"));
    event.setTeam("Pay Team");
    write(List.of(event));
    JsonNode document =
        rig.index.send(
            "GET", "/telemetry-logs-pay-team-2026.11.22/_doc/" + event.getOriginId(), "");
    assertThat(document.path("found").asBoolean()).isTrue();
    assertThat(document.at("/_source/@timestamp").asText())
        .isEqualTo("2026-11-22T23:59:59.999999999Z");
  }

  @Test
  void countsRepeats_whenDocumentsAreThereAlready() {
    int n = numbers();
    write(List.of(Events.event(n), Events.event(n + 1)));
    try (TaskRig task = rig.task()) {
      put(task, List.of(Events.event(n), Events.event(n + 1), Events.event(n + 2)));
      assertThat(task.counters())
          .containsEntry("repeats-total", 2L)
          .containsEntry("sent-total", 3L)
          .containsEntry("dropped-total", 0L);
    }
    assertThat(rig.index.offsets(n, 10)).containsExactly(n, n + 1, n + 2);
  }

  @Test
  void makesFewIndices_whenDatesAreRandom() {
    int n = numbers();
    Random random = new Random(7);
    List<LogEvent> events = new ArrayList<>();
    for (int i = 0; i < 9_000; i++) {
      long seconds = random.nextLong(-2_000_000_000L, 9_000_000_000L);
      events.add(Events.event(n + i, Instant.ofEpochSecond(seconds)));
    }
    for (int i = 0; i < 1_000; i++) {
      Duration before = Duration.ofMinutes(random.nextLong(60L * 24 * 30));
      events.add(Events.event(n + 9_000 + i, Events.ARRIVAL.minus(before)));
    }
    events.forEach(event -> event.setTeam("dates"));
    try (TaskRig task = rig.task()) {
      put(task, events);
      assertThat(task.counters().get("outside-total")).isGreaterThan(8_900);
      assertThat(task.context.letters).isEmpty();
    }
    assertThat(rig.index.names().stream().filter(name -> name.contains("dates")))
        .hasSizeBetween(25, 40);
    assertThat(rig.index.offsets(n, 10_000)).hasSize(10_000);
  }

  @Test
  void findsHangulInsideLongerWords_andLongMessagesByWord() {
    int n = numbers();
    List<String> texts = List.of("결제 실패", "카드결제가 거절됨", "결제를 다시 시도", "무통장결제입니다", "결제, 취소");
    List<LogEvent> events = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      events.add(Events.event(n + i));
      events.get(i).setMessage(texts.get(i));
    }
    LogEvent huge = Events.event(n + 5);
    huge.setMessage("가나다 ".repeat(65_000) + " needle" + n);
    events.add(huge);
    write(events);
    assertThat(rig.index.hits("{\"wildcard\":{\"message.raw\":{\"value\":\"*결제*\"}}}"))
        .isEqualTo(5);
    assertThat(rig.index.hits("{\"wildcard\":{\"message\":{\"value\":\"*결제*\"}}}")).isEqualTo(5);
    assertThat(rig.index.hits("{\"match\":{\"message\":\"needle" + n + "\"}}")).isEqualTo(1);
  }

  @Test
  void mapsEveryFieldOfADocument() {
    int n = numbers();
    write(List.of(Events.event(n)));
    for (String query :
        List.of(
            "{\"term\":{\"client.ip\":\"192.0.2.0/24\"}}",
            "{\"term\":{\"attributes.retries\":\"3\"}}",
            "{\"term\":{\"service.name\":\"auth-service\"}}",
            "{\"range\":{\"event.severity\":{\"gte\":17}}}",
            "{\"range\":{\"event.ingested\":{\"gte\":\"2026-11-23T10:00:00Z\"}}}",
            "{\"term\":{\"log.level\":\"error\"}}")) {
      assertThat(rig.index.hits(query)).as(query).isPositive();
    }
  }

  @Test
  void keepsTheTemplate_whenItIsNewer_andRaisesIt_whenItIsOlder() throws Exception {
    IndexTemplate.Settings settings = new IndexTemplate.Settings(1, 0, 1_000);
    ElasticsearchSinkConfig config = new ElasticsearchSinkConfig(rig.props());
    try (ElasticsearchHttp http = new ElasticsearchHttp(config.access())) {
      IndexTemplate template = new IndexTemplate("other", Signal.LOGS, settings);
      template.install(http);
      template.install(http);
      assertThat(version()).isEqualTo(Signal.LOGS.mappingVersion());
      putTemplate(Signal.LOGS.mappingVersion() + 1);
      template.install(http);
      assertThat(version()).isEqualTo(Signal.LOGS.mappingVersion() + 1);
      putTemplate(0);
      template.install(http);
      assertThat(version()).isEqualTo(Signal.LOGS.mappingVersion());
    }
  }

  @Test
  void waitsWithoutDeadLetters_whileAnIndexIsClosed() {
    int n = numbers();
    LogEvent first = Events.event(n);
    first.setTeam("closed");
    write(List.of(first));
    rig.index.send("POST", "/telemetry-logs-closed-2026.11.23/_close", "");
    LogEvent second = Events.event(n + 1);
    second.setTeam("closed");
    try (TaskRig task = rig.task()) {
      task.put(TaskRig.record(0, 0, rig.encode(second)), record(1, Events.event(n + 2)));
      task.until(() -> !task.context.paused.isEmpty(), "pause");
      assertThat(task.committable(0)).isEqualTo(-1);
      rig.index.send("POST", "/telemetry-logs-closed-2026.11.23/_open", "");
      task.untilCommittable(0, 2);
      task.until(() -> task.context.paused.isEmpty(), "resumption");
      assertThat(task.context.letters).isEmpty();
    }
    assertThat(rig.index.offsets(n, 10)).containsExactly(n, n + 1, n + 2);
  }

  @Test
  void doublesNothingAndStopsInTime_whenElasticsearchHangs() throws Exception {
    int n = numbers();
    Map<String, String> props = rig.props();
    props.put("elasticsearch.read.timeout.ms", "1000");
    try (TaskRig task = new TaskRig(new ElasticsearchSinkTask(), props, 1)) {
      put(task, List.of(Events.event(n)));
      signal("STOP");
      task.put(record(1, Events.event(n + 1)), record(2, Events.event(n + 2)));
      task.until(() -> task.counters().get("errors-total") > 1, "time-outs");
      signal("CONT");
      task.untilCommittable(0, 3);
      signal("STOP");
      task.put(record(3, Events.event(n + 3)));
      task.turns(100);
    } finally {
      signal("CONT");
    }
    assertThat(rig.index.offsets(n, 3)).containsExactly(n, n + 1, n + 2);
  }

  @Test
  void losesAndDoublesNothing_whenElasticsearchIsKilledInTheMiddle() {
    Seeds.forEach(
        (random, seed) -> {
          int n = numbers();
          int count = 8_000;
          try (TaskRig task = rig.task()) {
            int killAt = random.nextInt(count / 500);
            for (int batch = 0; batch < count / 500; batch++) {
              int from = batch * 500;
              task.put(
                  LongStream.range(from, from + 500)
                      .mapToObj(i -> record(i, Events.event(n + i)))
                      .toList());
              task.turns(random.nextInt(20));
              if (batch == killAt) {
                rig.elasticsearch.kill();
                task.turns(random.nextInt(50));
                rig.elasticsearch.start();
              }
            }
            task.untilCommittable(0, count);
            assertThat(task.context.letters).isEmpty();
          }
          assertThat(rig.index.offsets(n, count))
              .isEqualTo(IntStream.range(n, n + count).boxed().toList());
        });
  }

  private static synchronized int numbers() {
    next += 20_000;
    return next;
  }

  private static SinkRecord record(long offset, LogEvent event) {
    return TaskRig.record(0, offset, rig.encode(event));
  }

  private static void write(List<LogEvent> events) {
    try (TaskRig task = rig.task()) {
      put(task, events);
    }
  }

  private static void put(TaskRig task, List<LogEvent> events) {
    task.put(IntStream.range(0, events.size()).mapToObj(i -> record(i, events.get(i))).toList());
    task.untilCommittable(0, events.size());
  }

  /** To the launcher process and to the server that it started. */
  private static void signal(String name) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    long pid = rig.elasticsearch.pid();
    command.add(Long.toString(pid));
    ProcessHandle.of(pid).orElseThrow().descendants().forEach(p -> command.add("" + p.pid()));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  private static void putTemplate(int version) {
    rig.index.send(
        "PUT",
        "/_index_template/other-logs",
        "{\"index_patterns\":[\"other-logs-*\"],\"priority\":200,\"version\":" + version + "}");
  }

  private static int version() {
    return rig.index
        .send("GET", "/_index_template/other-logs", "")
        .at("/index_templates/0/index_template/version")
        .asInt();
  }
}
