// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import backbone.streams.JobPlan.Surroundings;
import backbone.streams.JobPlan.TopicFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.Topology;

/** Connects a job to its cluster and makes a run of it. */
class RunStarter implements StreamsJob.Beginning {

  private final JobPlan plan;
  private final JobsConfig config;
  private final String instance;

  RunStarter(JobPlan plan, JobsConfig config, String instance) {
    this.plan = plan;
    this.config = config;
    this.instance = instance;
  }

  @Override
  public StreamsRun begin() throws Exception {
    plan.connect();
    Admin admin = Admin.create(Map.copyOf(config.kafka()));
    try {
      List<String> names = new ArrayList<>(plan.inputs());
      names.addAll(plan.outputs());
      names.addAll(plan.consulted());
      return begin(admin, new TopicReader(admin).read(names));
    } catch (Exception e) {
      admin.close(java.time.Duration.ZERO);
      throw e;
    }
  }

  private StreamsRun begin(Admin admin, Map<String, TopicFacts> topics) {
    Commits commits = new Commits();
    StreamsSettings settings = new StreamsSettings(plan.name(), config, instance);
    FencingClientSupplier clients =
        new FencingClientSupplier(settings.transactionalIdPrefix(), commits);
    InputEnds ends = new InputEnds(admin, inputs(topics), clients::read, System::currentTimeMillis);
    long half = config.sessionTimeout().toNanos() / 2;
    Topology topology =
        plan.topology(new Surroundings(topics, ends, commits, () -> clients.fresh(half)));
    return new StreamsRun(
        topology, settings.get(), supplier(clients), new StreamsRun.Watch(clients, ends));
  }

  /** Only a test that shows what would happen otherwise takes other clients. */
  KafkaClientSupplier supplier(FencingClientSupplier clients) {
    return clients;
  }

  private Set<TopicPartition> inputs(Map<String, TopicFacts> topics) {
    Set<TopicPartition> partitions = new HashSet<>();
    for (String input : plan.inputs()) {
      for (int p = 0; p < topics.get(input).partitions(); p++) {
        partitions.add(new TopicPartition(input, p));
      }
    }
    return partitions;
  }
}
