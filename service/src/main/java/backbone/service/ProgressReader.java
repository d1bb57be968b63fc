// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import backbone.service.GroupLag.Waiting;
import backbone.service.Progress.Stage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Tells how far each stage has come: what waits in the files, in front of the jobs and in front of
 * the sinks. Safe for several threads, which take turns.
 */
public final class ProgressReader implements AutoCloseable {

  /** Stages behind the shipper, in the order in which data flows. */
  private static final List<Group> GROUPS =
      List.of(
          new Group("normalize-logs", true, "normalize-logs", "logs.raw"),
          new Group("elasticsearch-sink-logs", true, "sink-elasticsearch-logs", "logs.normalized"),
          new Group("normalize-spans", false, "normalize-spans", "spans.raw"),
          new Group("sample-traces", false, "sample-traces", "spans.normalized"),
          new Group("elasticsearch-sink-spans", false, "sink-elasticsearch-spans", "spans.sampled"),
          new Group("jaeger-sink", false, "sink-jaeger", "spans.sampled"),
          new Group(
              "derive-metrics", false, "derive-metrics", "logs.normalized", "spans.normalized"),
          new Group(
              "elasticsearch-sink-metrics",
              false,
              "sink-elasticsearch-metrics",
              "metrics.minutes"));

  /** A line may be this young and not searchable yet though nothing waits: commit and refresh. */
  static final Duration SETTLE = Duration.ofSeconds(2);

  private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A consumer group as a stage.
   *
   * @param logs whether log lines wait for it until they can be searched
   * @param group consumer group without the prefix
   * @param topics what it reads, without the prefix
   */
  private record Group(String stage, boolean logs, String group, String... topics) {}

  private final Admin admin;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final GroupLag lag;
  private final String topicPrefix;
  private final URI shipperHealth;
  private final Clock clock;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(HTTP_TIMEOUT).build();

  /**
   * Makes a reader; the first read connects.
   *
   * @param kafka client settings with {@code bootstrap.servers}
   * @param topicPrefix such as {@code telemetry}
   * @param shipperHealth the shipper's {@code /health}, or null when there is no shipper
   */
  public ProgressReader(
      Map<String, Object> kafka, String topicPrefix, URI shipperHealth, Clock clock) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put("default.api.timeout.ms", "5000");
    config.put("request.timeout.ms", "4000");
    this.admin = Admin.create(config);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "50");
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "65536");
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50");
    this.consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.lag = new GroupLag(admin, consumer);
    this.topicPrefix = topicPrefix;
    this.shipperHealth = shipperHealth;
    this.clock = clock;
  }

  /** Looks at every stage; one that cannot be read is {@code unknown} and nothing is caught up. */
  public synchronized Progress read() {
    Instant now = clock.instant();
    List<Stage> stages = new ArrayList<>();
    if (shipperHealth != null) {
      stages.add(shipper(now));
    }
    for (Group group : GROUPS) {
      stage(group, now).ifPresent(stages::add);
    }
    return summary(now, stages);
  }

  @Override
  public synchronized void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    admin.close(Duration.ofSeconds(1));
  }

  static Progress summary(Instant now, List<Stage> stages) {
    List<Stage> logs = stages.stream().filter(ProgressReader::ofLogs).toList();
    boolean known = logs.stream().noneMatch(s -> s.state().equals("unknown"));
    boolean caughtUp = stages.stream().allMatch(s -> s.state().equals("ok"));
    double lagSeconds = logs.stream().mapToDouble(Stage::lagSeconds).max().orElse(0);
    Instant upTo =
        now.minus(
            lagSeconds > 0 ? Duration.ofMillis(Math.round(lagSeconds * 1000)) : Duration.ZERO);
    Instant settled = now.minus(SETTLE);
    Instant complete = upTo.isBefore(settled) ? upTo : settled;
    return new Progress(known ? complete : null, caughtUp, stages);
  }

  private static boolean ofLogs(Stage stage) {
    return GROUPS.stream().noneMatch(g -> g.stage().equals(stage.name()) && !g.logs());
  }

  /**
   * Empty for what is no part of this backbone: a Jaeger sink that has never committed anything.
   */
  private Optional<Stage> stage(Group group, Instant now) {
    String id = topicPrefix + "-" + group.group();
    try {
      Waiting waiting = Waiting.NOTHING;
      for (String topic : group.topics()) {
        waiting = waiting.and(lag.of(id, topicPrefix + "." + topic));
      }
      if (waiting.records() == 0) {
        return Optional.of(new Stage(group.stage(), "ok", 0, 0, "Nothing waits."));
      }
      if (group.stage().equals("jaeger-sink") && lag.unused(id)) {
        return Optional.empty();
      }
      String topics = topicPrefix + "." + String.join(", " + topicPrefix + ".", group.topics());
      double seconds = seconds(now, waiting.oldestMs());
      return Optional.of(
          new Stage(
              group.stage(),
              "behind",
              waiting.records(),
              seconds,
              "Records wait in " + topics + "."));
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return Optional.of(
          new Stage(group.stage(), "unknown", 0, 0, "Kafka does not tell how far " + id + " is."));
    }
  }

  private Stage shipper(Instant now) {
    try {
      HttpRequest request = HttpRequest.newBuilder(shipperHealth).timeout(HTTP_TIMEOUT).build();
      JsonNode facts =
          JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
              .path("facts");
      if (!facts.has("backlogBytes")) {
        return new Stage("shipper", "unknown", 0, 0, "The shipper is starting.");
      }
      long bytes = facts.path("backlogBytes").asLong();
      if (bytes == 0) {
        return new Stage("shipper", "ok", 0, 0, "Every byte of the files is in Kafka.");
      }
      double seconds = seconds(now, facts.path("oldestUnsentMs").asLong(now.toEpochMilli()));
      return new Stage("shipper", "behind", bytes, seconds, bytes + " bytes of files wait.");
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return new Stage("shipper", "unknown", 0, 0, "The shipper does not answer.");
    }
  }

  private static double seconds(Instant now, long sinceMs) {
    return Math.max(0, now.toEpochMilli() - sinceMs) / 1000.0;
  }
}
