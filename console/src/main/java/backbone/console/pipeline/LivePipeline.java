// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.pipeline;

import backbone.schema.Catalogue;
import backbone.schema.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Asks the jobs over HTTP and Kafka for the ends of the topics of dead letters. */
public final class LivePipeline implements PipelineSource {

  private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(2);
  private static final long KAFKA_TIMEOUT_SECONDS = 3;
  private static final List<Topic> DEAD =
      List.of(Catalogue.LOGS_DEAD, Catalogue.SPANS_DEAD, Catalogue.SINKS_DEAD);

  private final Map<String, Object> kafka;
  private final String topicPrefix;
  private final Optional<URI> jobs;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(HTTP_TIMEOUT).build();
  private Admin admin;

  /**
   * Makes a source; the first read connects.
   *
   * @param jobs base address of the jobs' metrics; empty when no jobs are known
   */
  public LivePipeline(Map<String, Object> kafka, String topicPrefix, Optional<URI> jobs) {
    this.kafka = kafka;
    this.topicPrefix = topicPrefix;
    this.jobs = jobs;
  }

  @Override
  public synchronized PipelineFacts read() {
    Optional<JobsMetrics> books = Optional.empty();
    String jobsProblem = "";
    if (jobs.isEmpty()) {
      jobsProblem = "console.jobs.url is not set, so the jobs' books are not shown. Set it.";
    } else {
      books = metrics(jobs.get());
      jobsProblem = books.isPresent() ? "" : "The jobs at " + jobs.get() + " do not answer.";
    }
    Map<String, Long> dead = new LinkedHashMap<>();
    String deadProblem = "";
    try {
      dead.putAll(dead());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      deadProblem = "Kafka does not tell how many dead letters there are.";
    }
    return new PipelineFacts(books, jobsProblem, dead, deadProblem);
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
      admin = null;
    }
  }

  private Optional<JobsMetrics> metrics(URI base) {
    String text = base.toString();
    URI uri =
        URI.create(text.endsWith("/metrics") ? text : text.replaceAll("/+$", "") + "/metrics");
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(uri).timeout(HTTP_TIMEOUT).build(), BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? Optional.of(JobsMetrics.parse(answer.body()))
          : Optional.empty();
    } catch (java.io.IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** A topic that is not there yet has no dead letters. */
  private Map<String, Long> dead() throws Exception {
    if (admin == null) {
      Map<String, Object> config = new HashMap<>(kafka);
      config.put("default.api.timeout.ms", "3000");
      config.put("request.timeout.ms", "3000");
      admin = Admin.create(config);
    }
    var existing = admin.listTopics().names().get(KAFKA_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    Map<String, Long> dead = new LinkedHashMap<>();
    for (Topic topic : DEAD) {
      String name = topic.name(topicPrefix);
      dead.put(name, existing.contains(name) ? records(name) : 0L);
    }
    return dead;
  }

  private long records(String topic) throws Exception {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    Map<TopicPartition, OffsetSpec> begins = new HashMap<>();
    admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get(KAFKA_TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .get(topic)
        .partitions()
        .forEach(
            p -> {
              ends.put(new TopicPartition(topic, p.partition()), OffsetSpec.latest());
              begins.put(new TopicPartition(topic, p.partition()), OffsetSpec.earliest());
            });
    return sum(ends) - sum(begins);
  }

  private long sum(Map<TopicPartition, OffsetSpec> offsets) throws Exception {
    return admin
        .listOffsets(offsets, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .all()
        .get(KAFKA_TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .values()
        .stream()
        .mapToLong(info -> info.offset())
        .sum();
  }
}
