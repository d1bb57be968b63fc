// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadClientsTest {

  private static final long HALF = 4_000_000_000L;

  private final ThreadClients clients = new ThreadClients();
  private final long now = clients.bornNanos + 100 * HALF;

  @Test
  void believesWhileTheGroupAnswers() {
    clients.lastPollNanos = now;
    clients.heardNanos = now - HALF;
    assertThat(clients.fresh(now, HALF)).isTrue();
    clients.heardNanos = now - HALF - 1;
    assertThat(clients.fresh(now, HALF)).isFalse();
  }

  @Test
  void commitIsAnAnswer_too() {
    clients.lastPollNanos = now;
    clients.lastCommitNanos = now - HALF;
    assertThat(clients.fresh(now, HALF)).isTrue();
  }

  @Test
  void doesNotBelieve_whenItStandsStillOrCannotCommit() {
    clients.heardNanos = now;
    clients.lastPollNanos = now - HALF - 1;
    assertThat(clients.fresh(now, HALF)).isFalse();
    clients.lastPollNanos = now;
    clients.lastCommitNanos = now - HALF - 1;
    clients.lastReadNanos = now;
    assertThat(clients.fresh(now, HALF)).isFalse();
  }
}
