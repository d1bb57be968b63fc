// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The three topics in which a group of workers keeps what it knows. Made before the worker starts:
 * a worker that cannot make them ends, and does not say why in a line.
 */
final class InternalTopics {

  /** First words of Connect's settings about them. */
  static final List<String> KINDS = List.of("config", "offset", "status");

  private static final long TIMEOUT_SECONDS = 30;

  private InternalTopics() {}

  static String plural(String kind) {
    return kind.equals("status") ? kind : kind + "s";
  }

  /**
   * Makes those that are missing.
   *
   * @throws ExecutionException with the broker's reason
   * @throws TimeoutException when no broker answers
   */
  static void make(Admin admin, Map<String, String> worker)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<NewTopic> topics = new ArrayList<>();
    for (String kind : KINDS) {
      String partitions = worker.getOrDefault(kind + ".storage.partitions", "1");
      short replication = Short.parseShort(worker.get(kind + ".storage.replication.factor"));
      topics.add(
          new NewTopic(
                  worker.get(kind + ".storage.topic"), Integer.parseInt(partitions), replication)
              .configs(Map.of("cleanup.policy", "compact")));
    }
    for (var made : admin.createTopics(topics).values().values()) {
      try {
        made.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }
}
