// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the files name exists: topics, indices, fields, ports. */
class NamesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SOURCES = "deploy/grafana/provisioning/datasources/telemetry.yml";
  private static final Map<String, Function<Deployment, List<String>>> RULES =
      Map.of(
          "topics", NameRules::topics,
          "indices", NameRules::indices,
          "addresses", NameRules::addresses,
          "published", NameRules::published);

  private final Deployment ours = Deployment.ours();

  @Test
  void namesAreThoseOfTheCode() {
    RULES.forEach((name, rule) -> assertThat(rule.apply(ours)).as(name).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "topics,    deploy/filebeat/filebeat.yml, telemetry.logs.raw, telemetry.logs.rew",
    "topics,    deploy/logstash/pipeline/telemetry.conf, telemetry.logs.raw, telemetry.logs",
    "indices,   deploy/elasticsearch/roles/telemetry_sink.json, telemetry-logs-*, telemetry-log-*",
    "addresses, deploy/prometheus/prometheus.yml, jobs:9464, jobs:9465",
    "addresses, docker-compose.yml, JOBS_METRICS_ADDRESS: 0.0.0.0:9464, JOBS_METRICS_ADDRESS: 0.0.0.0:9463",
    "addresses, docker-compose.yml, http://registry:8080, http://registry:8081",
    "published, deploy/kibana/views.ndjson, 127.0.0.1:16686, 127.0.0.1:16687",
    "published, docker-compose.yml, 127.0.0.1:8080:8080, 127.0.0.1:8088:8080",
    "published, docker-compose.yml, '\"9465\", \"/ready\"', '\"9466\", \"/ready\"'",
    "published, docker-compose.yml, SHIPPER_METRICS_ADDRESS: 0.0.0.0:9465, SHIPPER_METRICS_ADDRESS: 0.0.0.0:9460",
  })
  void tells_whenANameIsBroken(String rule, String file, String from, String to) {
    assertThat(RULES.get(rule).apply(ours.with(file, from, to))).isNotEmpty();
  }

  @Test
  void kibanaViewsNameFieldsOfOurIndices() throws IOException {
    List<String> problems = new ArrayList<>();
    for (String line : ours.text("deploy/kibana/views.ndjson").lines().toList()) {
      JsonNode attributes = JSON.readTree(line).path("attributes");
      if (!attributes.has("timeFieldName")) {
        continue;
      }
      Set<String> fields = fields(attributes.path("title").asText());
      JSON.readTree(attributes.path("fieldFormatMap").asText())
          .fieldNames()
          .forEachRemaining(field -> check(fields, field, problems));
      check(fields, attributes.path("timeFieldName").asText(), problems);
    }

    assertThat(problems).isEmpty();
  }

  @Test
  void grafanaSourcesNameFieldsOfOurIndices() throws IOException {
    List<String> problems = new ArrayList<>();
    for (Object source : (List<?>) ours.yaml(SOURCES).get("datasources")) {
      Map<String, Object> json = Deployment.map(Deployment.map(source).get("jsonData"));
      if (!json.containsKey("index")) {
        continue;
      }
      Set<String> fields = fields(String.valueOf(json.get("index")));
      for (String key : List.of("timeField", "logMessageField", "logLevelField")) {
        check(fields, String.valueOf(json.getOrDefault(key, "@timestamp")), problems);
      }
      for (Object link : (List<?>) json.getOrDefault("dataLinks", List.of())) {
        check(fields, String.valueOf(Deployment.map(link).get("field")), problems);
      }
    }

    assertThat(problems).isEmpty();
    assertThat(ours.text("deploy/jaeger/ui.json")).contains("query:'trace_id:%20");
    assertThat(fields("telemetry-logs-*")).contains("trace_id").doesNotContain("traceid");
  }

  @Test
  void everyJsonFileParses() throws IOException {
    for (String file : ours.below("deploy/")) {
      if (file.endsWith(".json")) {
        assertThat(JSON.readTree(ours.text(file)).isObject()).as(file).isTrue();
      }
    }
  }

  private static void check(Set<String> fields, String field, List<String> problems) {
    if (!fields.contains(field)) {
      problems.add(field + " is no field of " + fields);
    }
  }

  private static Set<String> fields(String pattern) throws IOException {
    String word = pattern.replaceAll("telemetry-(\\w+?)s?-\\*", "$1");
    String resource = "/backbone/sink/elasticsearch/" + word + "-mapping.json";
    Set<String> fields = new TreeSet<>();
    try (InputStream mapping = NamesTest.class.getResourceAsStream(resource)) {
      JSON.readTree(mapping).path("properties").fieldNames().forEachRemaining(fields::add);
    }
    return fields;
  }
}
