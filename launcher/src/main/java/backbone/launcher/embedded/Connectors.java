// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.launcher.embedded.UpSettings.Up;
import backbone.schema.Catalogue;
import backbone.schema.Topic;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the connectors into the embedded Connect worker, which forgets them at its end. One for each
 * topic, so that a target that is stuck on one signal holds up no other.
 */
final class Connectors {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ELASTICSEARCH =
      "backbone.sink.elasticsearch.ElasticsearchSinkConnector";
  private static final String JAEGER = "backbone.sink.jaeger.JaegerSinkConnector";

  private final Up up;
  private final HttpClient http = HttpClient.newHttpClient();

  Connectors(Up up) {
    this.up = up;
  }

  /** Names of all connectors of this backbone. */
  static List<String> names(boolean jaeger) {
    List<String> names =
        new ArrayList<>(
            List.of(
                "telemetry-elasticsearch-logs",
                "telemetry-elasticsearch-spans",
                "telemetry-elasticsearch-metrics"));
    if (jaeger) {
      names.add("telemetry-jaeger");
    }
    return names;
  }

  void put() throws IOException, InterruptedException {
    for (Map.Entry<String, Map<String, String>> connector : configs().entrySet()) {
      HttpResponse<String> response =
          http.send(
              request(connector.getKey(), "/config")
                  .header("Content-Type", "application/json")
                  .PUT(
                      HttpRequest.BodyPublishers.ofString(
                          JSON.writeValueAsString(connector.getValue())))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new IOException(
            "Connect refuses the connector " + connector.getKey() + ": " + response.body());
      }
    }
  }

  /** Connect leaves a task that failed as it is; this starts such tasks again. */
  void restartFailed() throws IOException, InterruptedException {
    for (String name : names(up.otlpJaeger() != null)) {
      http.send(
          request(name, "/restart?includeTasks=true&onlyFailed=true")
              .POST(HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.discarding());
    }
  }

  private HttpRequest.Builder request(String name, String path) {
    String url = up.ports().url(Ports.Port.CONNECT) + "/connectors/" + name + path;
    return HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT);
  }

  private Map<String, Map<String, String>> configs() {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    List<String> names = names(up.otlpJaeger() != null);
    all.put(names.get(0), elasticsearch(Catalogue.LOGS_NORMALIZED, "logs"));
    all.put(names.get(1), elasticsearch(Catalogue.SPANS_SAMPLED, "spans"));
    all.put(names.get(2), elasticsearch(Catalogue.METRICS_MINUTES, "metrics"));
    if (up.otlpJaeger() != null) {
      Map<String, String> jaeger = common(JAEGER, Catalogue.SPANS_SAMPLED, "jaeger");
      jaeger.put("jaeger.endpoint", up.otlpJaeger());
      all.put(names.get(3), jaeger);
    }
    return all;
  }

  private Map<String, String> elasticsearch(Topic topic, String signal) {
    Map<String, String> config = common(ELASTICSEARCH, topic, "elasticsearch-" + signal);
    config.put("elasticsearch.hosts", up.elasticsearchUrl());
    config.put("registry.url", up.registryUrl());
    return config;
  }

  private static Map<String, String> common(String connector, Topic topic, String group) {
    Map<String, String> config = new TreeMap<>();
    config.put("connector.class", connector);
    config.put("tasks.max", "1");
    config.put("topics", topic.name());
    config.put("consumer.override.group.id", Topic.PREFIX_DEFAULT + "-sink-" + group);
    config.put("consumer.override.isolation.level", "read_committed");
    config.put("consumer.override.auto.offset.reset", "earliest");
    config.put("consumer.override.max.poll.records", "2000");
    config.put("consumer.override.session.timeout.ms", "6000");
    config.put("header.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    config.put("errors.tolerance", "all");
    config.put("errors.deadletterqueue.topic.name", Catalogue.SINKS_DEAD.name());
    config.put("errors.deadletterqueue.topic.replication.factor", "1");
    config.put("errors.deadletterqueue.context.headers.enable", "true");
    return config;
  }
}
