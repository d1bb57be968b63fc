// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Events go where Kafka's own partitioner puts their key; watermarks, which have no value, go to
 * every partition.
 */
final class EventPartitioner implements StreamPartitioner<byte[], byte[]> {

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, byte[] value, int partitionCount) {
    if (value == null) {
      return Optional.of(
          IntStream.range(0, partitionCount).boxed().collect(Collectors.toUnmodifiableSet()));
    }
    return Optional.of(Set.of(Utils.toPositive(Utils.murmur2(key)) % partitionCount));
  }
}
