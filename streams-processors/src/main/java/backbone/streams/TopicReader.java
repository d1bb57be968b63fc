// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import backbone.streams.JobPlan.TopicFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks up what a job must know of its topics before it starts. */
final class TopicReader {

  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
  private static final int TIMEOUT_MS = 10_000;

  /** Kafka's own default, used when the settings of a topic may not be read. */
  private static final int RECORD_BYTES_MAX_DEFAULT = 1_048_588;

  private final Admin admin;

  TopicReader(Admin admin) {
    this.admin = admin;
  }

  /**
   * Facts of all these topics.
   *
   * @throws MissingTopicsException when one is missing
   */
  Map<String, TopicFacts> read(Collection<String> names) throws Exception {
    Map<String, TopicDescription> found = describe(names);
    Map<String, Config> configs = configs(names);
    Map<String, TopicFacts> facts = new HashMap<>();
    found.forEach(
        (name, topic) ->
            facts.put(
                name,
                new TopicFacts(
                    topic.topicId().toString(),
                    topic.partitions().size(),
                    recordBytesMax(configs.get(name)))));
    return facts;
  }

  private Map<String, TopicDescription> describe(Collection<String> names) throws Exception {
    DescribeTopicsOptions options = new DescribeTopicsOptions().timeoutMs(TIMEOUT_MS);
    Map<String, TopicDescription> found = new HashMap<>();
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> asked :
        admin.describeTopics(names, options).topicNameValues().entrySet()) {
      try {
        found.put(asked.getKey(), asked.getValue().get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        missing.add(asked.getKey());
      }
    }
    if (!missing.isEmpty()) {
      throw new MissingTopicsException(missing.stream().sorted().toList());
    }
    return found;
  }

  private Map<String, Config> configs(Collection<String> names) throws Exception {
    List<ConfigResource> topics =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    try {
      Map<String, Config> configs = new HashMap<>();
      admin
          .describeConfigs(topics, new DescribeConfigsOptions().timeoutMs(TIMEOUT_MS))
          .all()
          .get()
          .forEach((topic, config) -> configs.put(topic.name(), config));
      configs.forEach(TopicReader::checkTime);
      return configs;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        LOG.warn("The settings of the topics may not be read; Kafka's defaults are assumed.");
        return Map.of();
      }
      throw e;
    }
  }

  private static void checkTime(String topic, Config config) {
    ConfigEntry type = config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
    if (type != null && !"LogAppendTime".equals(type.value())) {
      LOG.warn(
          "Topic {} has message.timestamp.type={}: the clocks of its senders drive deadlines. "
              + "Set LogAppendTime.",
          topic,
          type.value());
    }
  }

  private static int recordBytesMax(Config config) {
    ConfigEntry max = config == null ? null : config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    return max == null ? RECORD_BYTES_MAX_DEFAULT : Integer.parseInt(max.value());
  }
}
