// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.raw;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Bytes of events that a task has written since its last commit, by whose they are. Of one thread.
 */
public final class VolumeTally {

  /** Whose an event is; what nobody says is null. */
  record Owner(String service, String env, String region, String team) {

    static final Owner NOBODY = new Owner(null, null, null, null);

    boolean is(String service, String env, String region, String team) {
      return Objects.equals(this.service, service)
          && Objects.equals(this.team, team)
          && Objects.equals(this.env, env)
          && Objects.equals(this.region, region);
    }
  }

  /** Beyond so many the rest share one, until the next commit. */
  private static final int OWNERS_MAX = 2_000;

  private final Map<Owner, Long> bytes = new HashMap<>();

  /** Many events are of the same owner as the one before. */
  private Owner last = Owner.NOBODY;

  private long lastBytes;

  /** Counts an event of so many bytes. */
  public void add(String service, String env, String region, String team, int size) {
    if (!last.is(service, env, region, team)) {
      settle();
      Owner owner = new Owner(service, env, region, team);
      last = bytes.size() < OWNERS_MAX || bytes.containsKey(owner) ? owner : Owner.NOBODY;
    }
    lastBytes += size;
  }

  private void settle() {
    if (lastBytes > 0) {
      bytes.merge(last, lastBytes, Long::sum);
      lastBytes = 0;
    }
  }

  void drain(BiConsumer<Owner, Long> committed) {
    settle();
    bytes.forEach(committed);
    bytes.clear();
  }
}
