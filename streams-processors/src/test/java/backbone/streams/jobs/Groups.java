// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.jobs;

import backbone.schema.Topic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/** The groups of the jobs as the cluster sees them. */
record Groups(Admin admin, List<String> jobs) {

  /** A partition that a job reads. */
  record Place(String job, TopicPartition partition) {}

  /** How many partitions of a job an instance has. */
  int count(String job, String instance) throws Exception {
    return of(job, instance).size();
  }

  /** Everything that a process has, of all jobs. */
  Set<Place> of(JobsProcess process) throws Exception {
    Set<Place> places = new HashSet<>();
    for (String job : jobs) {
      of(job, process.instance(job)).forEach(p -> places.add(new Place(job, p)));
    }
    return places;
  }

  private Set<TopicPartition> of(String job, String instance) throws Exception {
    Set<TopicPartition> partitions = new HashSet<>();
    for (MemberDescription member :
        admin.describeConsumerGroups(List.of(group(job))).all().get().get(group(job)).members()) {
      if (member.groupInstanceId().orElse("").startsWith(instance)) {
        partitions.addAll(member.assignment().topicPartitions());
      }
    }
    return partitions;
  }

  /** How far each partition is committed. */
  Map<Place, Long> committed() throws InterruptedException, ExecutionException {
    Map<Place, Long> committed = new HashMap<>();
    for (String job : jobs) {
      admin
          .listConsumerGroupOffsets(group(job))
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach((p, at) -> committed.put(new Place(job, p), at.offset()));
    }
    return committed;
  }

  /** Partitions of each job by instance, for people. */
  Map<String, Integer> shares(JobsProcess process) throws Exception {
    Map<String, Integer> shares = new TreeMap<>();
    for (String job : jobs) {
      shares.put(job, count(job, process.instance(job)));
    }
    return shares;
  }

  private static String group(String job) {
    return Topic.PREFIX_DEFAULT + "-" + job;
  }
}
