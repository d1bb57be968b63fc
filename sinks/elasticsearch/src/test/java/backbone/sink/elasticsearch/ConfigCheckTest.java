// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigCheckTest {

  private final Map<String, String> props =
      new HashMap<>(
          Map.of(
              "topics", "telemetry.logs.normalized",
              "elasticsearch.hosts", "http://127.0.0.1:9200",
              "registry.url", "http://127.0.0.1:8081/apis/ccompat/v7",
              "errors.tolerance", "all",
              "errors.deadletterqueue.topic.name", "telemetry.sinks.dead",
              "consumer.override.isolation.level", "read_committed"));

  @Test
  void findsNothingWrong_withTheExample() {
    assertThat(errors()).isEmpty();
  }

  @Test
  void wantsCommittedRecordsOnly() {
    props.remove("consumer.override.isolation.level");
    assertThat(errors())
        .containsExactly(
            "consumer.override.isolation.level= also reads what was never committed. Set it to"
                + " read_committed.");
  }

  @Test
  void wantsADeadLetterTopic_unlessLossIsAccepted() {
    props.remove("errors.deadletterqueue.topic.name");
    props.put("errors.tolerance", "none");
    assertThat(errors()).hasSize(2).allMatch(error -> error.contains("dead.letters.required"));
    props.put("dead.letters.required", "false");
    assertThat(errors()).isEmpty();
  }

  @Test
  void refusesCredentialsInUrls_withoutRepeatingThem() {
    props.put("elasticsearch.hosts", "http://elastic:p@ss@127.0.0.1:9200");
    assertThat(errors())
        .containsExactly(
            "elasticsearch.hosts holds credentials. Take them out of the URL; there are settings"
                + " for them.");
  }

  @Test
  void refusesHalfOfTheCredentials() {
    props.put("elasticsearch.user", "sink");
    assertThat(errors())
        .containsExactly("elasticsearch.password is empty. Set it, as there is a user.");
  }

  @Test
  void refusesTwoKindsOfCredentials() {
    props.put("elasticsearch.user", "sink");
    props.put("elasticsearch.password", "x");
    props.put("elasticsearch.api.key", "y");
    assertThat(errors())
        .containsExactly(
            "elasticsearch.api.key is set together with elasticsearch.user. Set one of the two.");
  }

  @Test
  void refusesOtherTopics() {
    props.put("topics", "telemetry.logs.normalized,telemetry.logs.raw");
    assertThat(errors())
        .containsExactly(
            "topics.prefix does not fit topics=telemetry.logs.raw. This sink writes"
                + " telemetry.logs.normalized, telemetry.spans.sampled, telemetry.metrics.minutes;"
                + " change topics or topics.prefix.");
  }

  @Test
  void takesEverySignal() {
    props.put("topics", "telemetry.spans.sampled, telemetry.metrics.minutes");
    assertThat(errors()).isEmpty();
  }

  @Test
  void refusesWhatIsNoUrl_noFileAndNoIndexName() {
    props.put("elasticsearch.hosts", "localhost");
    props.put("elasticsearch.tls.ca.path", "missing.pem");
    props.put("elasticsearch.index.prefix", "Tele metry");
    assertThat(errors())
        .containsExactlyInAnyOrder(
            "elasticsearch.hosts=localhost is not a URL. Write http://host:port or"
                + " https://host:port.",
            "elasticsearch.tls.ca.path=missing.pem cannot be read. Name a PEM file with"
                + " certificates.",
            "elasticsearch.index.prefix=Tele metry is not possible. Use up to 60 of a-z, 0-9, _ and"
                + " -, a letter or digit first.");
  }

  private List<String> errors() {
    return new ElasticsearchSinkConnector()
        .validate(props).configValues().stream()
            .flatMap(value -> value.errorMessages().stream())
            .toList();
  }
}
