// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.cluster;

import backbone.schema.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Compares the catalogue with a cluster and makes the cluster hold it. Never deletes or shrinks.
 */
public final class TopicPlan {

  private static final long TIMEOUT_SECONDS = 30;

  /** What the plan does with one topic. */
  public enum Action {
    CREATE,
    CHANGE,
    KEEP,
    /** Differs in a way that no command mends: the number of partitions. */
    CONFLICT
  }

  /**
   * One topic of the plan.
   *
   * @param topic full name
   * @param changes settings to set, or for a conflict the sentence under the key {@code partitions}
   */
  public record Step(String topic, Action action, Map<String, String> changes) {}

  private final Admin admin;
  private final String prefix;
  private final short replication;

  /**
   * Makes a plan maker.
   *
   * @param replication of new topics; -1 for the cluster's default
   */
  public TopicPlan(Admin admin, String prefix, short replication) {
    this.admin = admin;
    this.prefix = prefix;
    this.replication = replication;
  }

  /** What {@link #apply} would do. */
  public List<Step> plan(List<Topic> catalogue) throws Exception {
    Set<String> present = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    List<String> known =
        catalogue.stream().map(t -> t.name(prefix)).filter(present::contains).toList();
    Map<String, TopicDescription> described =
        admin.describeTopics(known).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    Map<ConfigResource, Config> configs =
        admin
            .describeConfigs(known.stream().map(TopicPlan::resource).toList())
            .all()
            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    List<Step> steps = new ArrayList<>();
    for (Topic topic : catalogue) {
      String name = topic.name(prefix);
      steps.add(step(topic, name, described.get(name), configs.get(resource(name))));
    }
    return steps;
  }

  /** Creates and changes what the plan says. */
  public List<Step> apply(List<Topic> catalogue) throws Exception {
    List<Step> steps = plan(catalogue);
    Map<String, Topic> byName =
        catalogue.stream().collect(Collectors.toMap(t -> t.name(prefix), t -> t));
    for (Step step : steps) {
      switch (step.action()) {
        case CREATE -> create(byName.get(step.topic()));
        case CHANGE -> change(step);
        case KEEP, CONFLICT -> {}
      }
    }
    awaitKnown(byName.keySet());
    return steps;
  }

  /**
   * A broker answers that a topic is created before it tells of it; who comes next would miss it.
   */
  private void awaitKnown(Set<String> topics) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    Set<String> known = Set.of();
    while (!known.containsAll(topics)) {
      if (System.nanoTime() > deadline) {
        Set<String> missing = new TreeSet<>(topics);
        missing.removeAll(known);
        throw new TimeoutException(
            "the brokers do not tell of the topics they created: " + missing);
      }
      known = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static Step step(Topic topic, String name, TopicDescription described, Config config) {
    if (described == null) {
      return new Step(name, Action.CREATE, new TreeMap<>(topic.configs()));
    }
    if (described.partitions().size() < topic.partitions()) {
      return new Step(
          name,
          Action.CONFLICT,
          Map.of(
              "partitions",
              "has "
                  + described.partitions().size()
                  + ", the catalogue wants "
                  + topic.partitions()
                  + "; growing breaks the order of keys. Use a new prefix."));
    }
    Map<String, String> changes = new TreeMap<>();
    topic
        .configs()
        .forEach(
            (key, value) -> {
              ConfigEntry entry = config.get(key);
              if (entry == null || !value.equals(entry.value())) {
                changes.put(key, value);
              }
            });
    return new Step(name, changes.isEmpty() ? Action.KEEP : Action.CHANGE, changes);
  }

  private void create(Topic topic) throws Exception {
    NewTopic created =
        new NewTopic(topic.name(prefix), topic.partitions(), replication).configs(topic.configs());
    try {
      admin.createTopics(List.of(created)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof org.apache.kafka.common.errors.TopicExistsException)) {
        throw e;
      }
    }
  }

  private void change(Step step) throws Exception {
    List<AlterConfigOp> operations =
        step.changes().entrySet().stream()
            .map(
                e ->
                    new AlterConfigOp(
                        new ConfigEntry(e.getKey(), e.getValue()), AlterConfigOp.OpType.SET))
            .toList();
    admin
        .incrementalAlterConfigs(Map.of(resource(step.topic()), operations))
        .all()
        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
