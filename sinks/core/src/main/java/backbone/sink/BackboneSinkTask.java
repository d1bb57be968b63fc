// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * A sink task that never blocks, never dies for what heals, and commits only what is durable. A
 * sink has to say only what its target is.
 */
public abstract class BackboneSinkTask extends SinkTask {

  private SinkFlow flow;

  /** Makes the target without I/O. */
  protected abstract SinkTarget target(Map<String, String> props);

  /** Reads the limits. */
  protected abstract SinkSettings settings(Map<String, String> props);

  @Override
  public final void start(Map<String, String> props) {
    String name = props.getOrDefault("name", getClass().getSimpleName());
    flow =
        new SinkFlow(
            new SinkFlow.Parts(name, settings(props), target(props), new SteadyClock()), context);
  }

  @Override
  public final void open(Collection<TopicPartition> partitions) {
    flow.assigned();
  }

  @Override
  public final void put(Collection<SinkRecord> records) {
    flow.put(records);
  }

  @Override
  public final Map<TopicPartition, OffsetAndMetadata> preCommit(
      Map<TopicPartition, OffsetAndMetadata> delivered) {
    return flow.committable();
  }

  @Override
  public final void close(Collection<TopicPartition> partitions) {
    flow.revoke(partitions);
  }

  @Override
  public final void stop() {
    if (flow != null) {
      flow.close();
    }
  }

  /** What the task did so far, by metric name. */
  public final Map<String, Long> counters() {
    return flow.counters();
  }
}
