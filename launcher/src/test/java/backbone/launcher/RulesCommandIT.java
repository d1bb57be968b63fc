// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.cluster.TopicPlan;
import backbone.schema.Catalogue;
import backbone.testkit.RealKafka;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way there and back on a real cluster. */
class RulesCommandIT {

  private static final String PREFIX = "shop";

  private static final String OLD =
      """
      # as before
      policies:
        - {name: all, type: always_sample}
      """;

  private static final String NEW =
      """
      ownership:
        cart: shop
      policies:
        - {name: errors, type: status_code, status_code: {status_codes: [ERROR]}}
      """;

  private static final String LINES =
      """
      masking: {rules: {ipv4: tag}}
      parsing:
        formats:
          - name: paid
            when: {prefix: 'PAY '}
            dissect: 'PAY %{log.level} %{sum} %{message}'
            types: {sum: double}
            tests:
              - line: PAY WARN 19.5 text
                fields: {log.level: warn, attributes.sum: 19.5, message: text}
        rename: {u: user.name}
        drop: {events: [{message: noise}]}
      """;

  @TempDir Path folder;

  private RealKafka kafka;

  @Test
  void appliesShowsAndGoesBack() throws Exception {
    String old = Files.writeString(folder.resolve("old.yaml"), OLD).toString();
    String next = Files.writeString(folder.resolve("new.yaml"), NEW).toString();
    try (RealKafka broker = RealKafka.started()) {
      kafka = broker;
      assertThat(run("apply", old).err())
          .contains("shop.rules does not exist. Make it with `./backbone topics apply`.");
      topics();

      RulesRun applied = run("apply", old);
      assertThat(applied.err()).isEmpty();
      assertThat(applied.out()).containsPattern("sampling  [0-9a-f]{16}  from .*Z on, in 3\\d s");
      String oldVersion = version(applied, "sampling");

      assertThat(run("apply", old).out()).contains(oldVersion, "nothing was done");

      RulesRun changed = run("apply", next, "--effective", "+10m", "--note", "INC-42");
      assertThat(changed.out())
          .contains("in 599 s", "show --text " + oldVersion, "apply a file with an empty section");

      RulesRun shown = run("show");
      assertThat(shown.out().lines().map(String::strip).map(line -> line.split(" +", 2)[0]))
          .containsExactly(
              "sampling",
              "in",
              "pending",
              "pending",
              "ownership",
              "in",
              "pending",
              "masking",
              "in",
              "parsing",
              "in");
      assertThat(shown.out()).contains(version(changed, "ownership"), "(INC-42)");

      assertThat(run("show", "--text", oldVersion).out()).isEqualTo(OLD);
      assertThat(run("apply", old, "--effective", "+20m").out())
          .contains(oldVersion + "  from", "Way back to " + version(changed, "sampling"));
      assertThat(run("show").out().lines().filter(line -> line.contains(oldVersion))).hasSize(2);

      triesRulesOnATopic();
    }
  }

  /** Before they are applied, and in the same broker. */
  private void triesRulesOnATopic() throws Exception {
    String rules = Files.writeString(folder.resolve("lines.yaml"), LINES).toString();
    assertThat(RulesRun.of("check", rules).out())
        .contains("parsing  ", "1 formats, 1 renames, 1 drops");
    send(900);
    Set<String> groups = groups();

    RulesRun trial = trial("--rules", rules, "--sample", "450", "--examples", "1000");
    JsonNode json = new ObjectMapper().readTree(trial("--rules", rules, "--json").out());

    assertThat(trial.err()).isEmpty();
    assertThat(trial.out())
        .contains("shop.logs.raw: the newest 450 records", "events  450 -> 300  (-150)")
        .contains("  rule  0 -> 150  (+150)", "  paid  0 -> 150  (+150)")
        .contains("    now   (absent)\n    then  19.5")
        .doesNotContainPattern("203\\.0\\.113\\.\\d|kim@")
        .contains("ipv4  450 -> 300  (-150)");
    assertThat(json.path("dropped").path("rule").path("then").asInt()).isEqualTo(300);
    assertThat(json.path("records").asInt()).isEqualTo(900);
    assertThat(groups()).isEqualTo(groups);

    assertThat(run("apply", rules).out()).contains("parsing  ", "masking  ");
    assertThat(run("show").out()).contains("1 formats, 1 renames, 1 drops", "ipv4 tag");
    assertThat(trial("--rules", folder.resolve("none.yaml").toString()).err())
        .contains("none.yaml cannot be read");
  }

  private void send(int lines) throws Exception {
    kafka.createTopics(List.of(new NewTopic(PREFIX + ".logs.raw", 3, (short) 1)));
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < lines; i++) {
        String line =
            switch (i % 3) {
              case 0 -> "PAY WARN 19.5 kim@example.com from 203.0.113." + i % 200;
              case 1 -> "{\"level\":\"info\",\"message\":\"from 203.0.113.9\",\"u\":\"kim\"}";
              default -> "noise from 203.0.113.7";
            };
        sent.add(
            producer.send(
                new ProducerRecord<>(PREFIX + ".logs.raw", i / 3 % 3, null, line.getBytes(UTF_8))));
      }
    }
    for (Future<RecordMetadata> one : sent) {
      one.get();
    }
  }

  private Set<String> groups() throws Exception {
    try (Admin admin = Admin.create(kafka.client())) {
      return admin.listGroups().all().get().stream()
          .map(group -> group.groupId())
          .collect(Collectors.toSet());
    }
  }

  private RulesRun trial(String... arguments) {
    String[] cluster = {
      "normalize",
      "--topic",
      PREFIX + ".logs.raw",
      "--bootstrap",
      kafka.bootstrap(),
      "--prefix",
      PREFIX
    };
    return RulesRun.command(
        Stream.concat(Stream.of(cluster), Stream.of(arguments)).toArray(String[]::new));
  }

  private RulesRun run(String... arguments) {
    String[] all = new String[arguments.length + 4];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    String[] cluster = {"--bootstrap", kafka.bootstrap(), "--prefix", PREFIX};
    System.arraycopy(cluster, 0, all, arguments.length, 4);
    return RulesRun.of(all);
  }

  private void topics() throws Exception {
    try (Admin admin = Admin.create(kafka.client())) {
      List<TopicPlan.Step> steps =
          new TopicPlan(admin, PREFIX, (short) 1).apply(List.of(Catalogue.RULES));
      assertThat(steps).singleElement().extracting(TopicPlan.Step::topic).isEqualTo("shop.rules");
    }
  }

  private static String version(RulesRun run, String name) {
    Matcher found = Pattern.compile(name + "  ([0-9a-f]{16})").matcher(run.out());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
