// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import backbone.service.Health;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.Topology;

/** What one job is; how it is run is the same for all. */
public interface JobPlan extends AutoCloseable {

  /** Verb and object, such as {@code normalize-logs}. */
  String name();

  /** Full names of the topics it reads. */
  List<String> inputs();

  /** Full names of further topics whose facts it needs though it does not read them. */
  default List<String> consulted() {
    return List.of();
  }

  /** Full names of the topics it writes. */
  List<String> outputs();

  /**
   * Reaches whatever else the job needs.
   *
   * @throws RuntimeException when it is not there; the job tries again
   */
  void connect();

  /** The topology of one run. */
  Topology topology(Surroundings around);

  /** Ends what the job does beside its topology. */
  @Override
  default void close() {}

  /** Adds what only the job knows, such as its lag. */
  Health health(Health running);

  /**
   * The cluster as a run finds it.
   *
   * @param topics inputs, outputs and consulted ones by full name
   * @param input tells when an input is fully read
   * @param commits tells when a transaction is committed
   * @param fresh whether this process may still believe that it owns its partitions: its threads
   *     have polled, and committed what they read, within half a session timeout
   */
  record Surroundings(
      Map<String, TopicFacts> topics,
      InputProgress input,
      Commits commits,
      BooleanSupplier fresh) {}

  /**
   * A topic as it is on the cluster.
   *
   * @param id Kafka's id of the topic, base64
   * @param partitions number of partitions
   * @param recordBytesMax largest record batch that it takes, in bytes
   */
  record TopicFacts(String id, int partitions, int recordBytesMax) {}
}
