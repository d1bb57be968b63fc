// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.traces;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** What became of a trace that is not in the index. */
public sealed interface Fate {

  /** Sampling did not keep it. */
  record Dropped(String policy, Instant decidedAt) implements Fate {}

  /** Sampling kept it; its spans are not searchable yet. */
  record Kept(String policy, Instant decidedAt) implements Fate {}

  /**
   * No decision was found.
   *
   * @param since decisions are known from here on; null when there is none at all
   * @param waitSeconds how long a trace is open, as far as the decisions tell
   */
  record Undecided(Instant since, long waitSeconds) implements Fate {}

  /** It cannot be told; one sentence says why and what helps. */
  record Unknown(String reason) implements Fate {}

  /** Writes state, figures and one sentence for people. */
  default void write(ObjectNode view) {
    if (this instanceof Dropped d) {
      decided(view, "dropped", d.policy, d.decidedAt);
      view.put("sentence", "Dropped by %s at %s.".formatted(d.policy, d.decidedAt));
    } else if (this instanceof Kept k) {
      decided(view, "kept", k.policy, k.decidedAt);
      view.put(
          "sentence",
          "Kept by %s at %s, on its way to the index.".formatted(k.policy, k.decidedAt));
    } else if (this instanceof Undecided u) {
      view.put("state", "undecided").put("waitSeconds", u.waitSeconds);
      view.put("since", u.since == null ? null : u.since.toString());
      view.put("sentence", undecided(u));
    } else if (this instanceof Unknown u) {
      view.put("state", "unknown").put("sentence", u.reason);
    }
  }

  private static void decided(ObjectNode view, String state, String policy, Instant at) {
    view.put("state", state).put("policy", policy).put("decidedAt", at.toString());
  }

  private static String undecided(Undecided u) {
    return u.since == null
        ? "No trace has been decided yet: this one may still be open (decisions take %d s)."
            .formatted(u.waitSeconds)
        : "No decision yet since %s: it may still be open (decisions take %d s)."
            .formatted(u.since, u.waitSeconds);
  }
}
