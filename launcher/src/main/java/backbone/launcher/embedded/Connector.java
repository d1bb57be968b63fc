// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.launcher.embedded.UpSettings.Up;
import backbone.schema.Catalogue;
import backbone.service.ProgressReader;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the Elasticsearch connector into the embedded Connect worker, which forgets it at its end.
 */
final class Connector {

  static final String NAME = "telemetry-elasticsearch-logs";

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Up up;

  Connector(Up up) {
    this.up = up;
  }

  void put() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(up.ports().url(Ports.Port.CONNECT) + "/connectors/" + NAME + "/config"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .PUT(
                HttpRequest.BodyPublishers.ofString(
                    new ObjectMapper().writeValueAsString(config())))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException("Connect refuses the Elasticsearch connector: " + response.body());
    }
  }

  /** Connect leaves a task that failed as it is; this starts such tasks again. */
  void restartFailed() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    up.ports().url(Ports.Port.CONNECT)
                        + "/connectors/"
                        + NAME
                        + "/restart?includeTasks=true&onlyFailed=true"))
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
  }

  private Map<String, String> config() {
    Map<String, String> config = new TreeMap<>();
    config.put("connector.class", "backbone.sink.elasticsearch.ElasticsearchSinkConnector");
    config.put("tasks.max", "1");
    config.put("topics", Catalogue.LOGS_NORMALIZED.name());
    config.put("elasticsearch.hosts", up.elasticsearchUrl());
    config.put("registry.url", up.registryUrl());
    config.put("consumer.override.group.id", ProgressReader.SINK_GROUP);
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
