// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * What a process reads and writes.
 *
 * @param group that commits how far it has read
 * @param in topic
 * @param out topic
 */
record Flow(String group, String in, String out) {

  /** How many records of the topic the group has committed. */
  long read(Admin admin) throws ExecutionException, InterruptedException {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .entrySet()
        .stream()
        .filter(e -> e.getKey().topic().equals(in) && e.getValue() != null)
        .mapToLong(e -> e.getValue().offset())
        .sum();
  }
}
