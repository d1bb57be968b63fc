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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Tells how far the log path has come: what waits in the files, in front of normalize-logs and in
 * front of the sink. Safe for several threads, which take turns.
 */
public final class ProgressReader implements AutoCloseable {

  /** Application id, thus consumer group, of normalize-logs. */
  public static final String NORMALIZE_GROUP = "telemetry-normalize-logs";

  /** Consumer group of the Elasticsearch sink for logs. */
  public static final String SINK_GROUP = "telemetry-sink-elasticsearch-logs";

  /** A line may be this young and not searchable yet though nothing waits: commit and refresh. */
  static final Duration SETTLE = Duration.ofSeconds(2);

  private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

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
    stages.add(group("normalize-logs", NORMALIZE_GROUP, topicPrefix + ".logs.raw", now));
    stages.add(group("elasticsearch-sink", SINK_GROUP, topicPrefix + ".logs.normalized", now));
    return summary(now, stages);
  }

  @Override
  public synchronized void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
    admin.close(Duration.ofSeconds(1));
  }

  static Progress summary(Instant now, List<Stage> stages) {
    boolean known = stages.stream().noneMatch(s -> s.state().equals("unknown"));
    boolean caughtUp = stages.stream().allMatch(s -> s.state().equals("ok"));
    double lagSeconds = stages.stream().mapToDouble(Stage::lagSeconds).max().orElse(0);
    Instant upTo =
        now.minus(
            lagSeconds > 0 ? Duration.ofMillis(Math.round(lagSeconds * 1000)) : Duration.ZERO);
    Instant settled = now.minus(SETTLE);
    Instant complete = upTo.isBefore(settled) ? upTo : settled;
    return new Progress(known ? complete : null, caughtUp, stages);
  }

  private Stage group(String name, String group, String topic, Instant now) {
    try {
      Waiting waiting = lag.of(group, topic);
      if (waiting.records() == 0) {
        return new Stage(name, "ok", 0, 0, "Nothing waits.");
      }
      double seconds = seconds(now, waiting.oldestMs());
      return new Stage(
          name, "behind", waiting.records(), seconds, "Records wait in " + topic + ".");
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return new Stage(name, "unknown", 0, 0, "Kafka does not tell how far " + group + " is.");
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
