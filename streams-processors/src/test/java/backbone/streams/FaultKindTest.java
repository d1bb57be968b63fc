// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TopologyException;
import org.junit.jupiter.api.Test;

class FaultKindTest {

  @Test
  void clusterFaultsPass() {
    assertThat(FaultKind.of(new StreamsException("x", new TimeoutException())))
        .isEqualTo(FaultKind.PASSING);
    assertThat(FaultKind.of(new StreamsException("x", new RecordTooLargeException())))
        .isEqualTo(FaultKind.PASSING);
  }

  @Test
  void rightsAndMissingThingsAreTheOperators() {
    assertThat(FaultKind.of(new StreamsException(new TopicAuthorizationException("t"))))
        .isEqualTo(FaultKind.OPERATOR);
    assertThat(FaultKind.of(new SaslAuthenticationException("no"))).isEqualTo(FaultKind.OPERATOR);
    assertThat(FaultKind.of(new MissingSourceTopicException("t"))).isEqualTo(FaultKind.OPERATOR);
    assertThat(FaultKind.of(new MissingTopicsException(List.of("t"))))
        .isEqualTo(FaultKind.OPERATOR);
  }

  @Test
  void restIsABug() {
    assertThat(FaultKind.of(new StreamsException(new IllegalStateException())))
        .isEqualTo(FaultKind.BUG);
    assertThat(FaultKind.of(new NullPointerException())).isEqualTo(FaultKind.BUG);
    assertThat(FaultKind.of(new TopologyException("x"))).isEqualTo(FaultKind.BUG);
  }
}
