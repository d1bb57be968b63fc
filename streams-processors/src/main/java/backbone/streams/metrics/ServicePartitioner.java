// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Each service has one partition; what has an empty key goes to every partition. */
final class ServicePartitioner implements StreamPartitioner<byte[], byte[]> {

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, byte[] value, int partitionCount) {
    if (key.length == 0) {
      return Optional.of(
          IntStream.range(0, partitionCount).boxed().collect(Collectors.toUnmodifiableSet()));
    }
    return Optional.of(Set.of(Utils.toPositive(Utils.murmur2(key)) % partitionCount));
  }
}
