// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.cluster.TopicPlan.Action;
import backbone.launcher.cluster.TopicPlan.Step;
import backbone.schema.Catalogue;
import backbone.testkit.RealKafka;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicPlanIT {

  private static RealKafka kafka;
  private static Admin admin;

  @BeforeAll
  static void start() throws Exception {
    kafka = RealKafka.started();
    admin = Admin.create(kafka.client());
  }

  @AfterAll
  static void stop() {
    if (admin != null) {
      admin.close();
    }
    if (kafka != null) {
      kafka.close();
    }
  }

  @Test
  void showsAndDoesNothing_whenOnlyPlanned() throws Exception {
    assertThat(plan("shown").plan(Catalogue.topics()))
        .extracting(Step::action)
        .containsOnly(Action.CREATE);

    assertThat(admin.listTopics().names().get()).noneMatch(name -> name.startsWith("shown."));
  }

  @Test
  void createsAllOnceAndKeepsThemThen() throws Exception {
    assertThat(plan("once").apply(Catalogue.topics()))
        .extracting(Step::action)
        .containsOnly(Action.CREATE);

    assertThat(plan("once").apply(Catalogue.topics()))
        .hasSameSizeAs(Catalogue.topics())
        .allMatch(step -> step.action() == Action.KEEP && step.changes().isEmpty());
  }

  @Test
  void setsBackWhatDiffers_andNothingElse() throws Exception {
    plan("changed").apply(Catalogue.topics());
    String raw = Catalogue.LOGS_RAW.name("changed");
    set(raw, "retention.ms", "1000");
    set(raw, "retention.bytes", "1048576");

    List<Step> steps = plan("changed").apply(Catalogue.topics());

    assertThat(steps)
        .filteredOn(step -> step.action() != Action.KEEP)
        .containsExactly(
            new Step(
                raw,
                Action.CHANGE,
                Map.of("retention.ms", Catalogue.LOGS_RAW.configs().get("retention.ms"))));
    assertThat(config(raw, "retention.ms"))
        .isEqualTo(Catalogue.LOGS_RAW.configs().get("retention.ms"));
    assertThat(config(raw, "retention.bytes")).isEqualTo("1048576");
  }

  @Test
  void saysWhatToDo_whenPartitionsAreTooFew() throws Exception {
    String raw = Catalogue.LOGS_RAW.name("narrow");
    admin.createTopics(List.of(new NewTopic(raw, 1, (short) 1))).all().get();

    assertThat(plan("narrow").apply(List.of(Catalogue.LOGS_RAW)))
        .containsExactly(
            new Step(
                raw,
                Action.CONFLICT,
                Map.of(
                    "partitions",
                    "has 1, the catalogue wants "
                        + Catalogue.LOGS_RAW.partitions()
                        + "; growing breaks the order of keys. Use a new prefix.")));
  }

  private static TopicPlan plan(String prefix) {
    return new TopicPlan(admin, prefix, (short) 1);
  }

  private static void set(String topic, String key, String value) throws Exception {
    AlterConfigOp operation =
        new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(resource(topic), List.of(operation))).all().get();
  }

  private static String config(String topic, String key) throws Exception {
    return admin
        .describeConfigs(List.of(resource(topic)))
        .all()
        .get()
        .get(resource(topic))
        .get(key)
        .value();
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
