// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The outcomes of the pieces of one record. The record is written when all are, has to be written
 * again when one has to, and else is dead for the first that is, with the names of those that are.
 */
final class PieceOutcomes {

  /** Dead pieces that a dead letter names at most. */
  static final int NAMES_MAX = 5;

  private final List<String> deadNames = new ArrayList<>();
  private Outcome.Dead firstDead;
  private Outcome.Again again;
  private int pieces;
  private int dead;

  void add(Supplier<String> name, Outcome outcome) {
    pieces++;
    if (outcome instanceof Outcome.Again next) {
      again = again == null || weight(next) > weight(again) ? next : again;
    } else if (outcome instanceof Outcome.Dead fault) {
      dead++;
      firstDead = firstDead == null ? fault : firstDead;
      if (deadNames.size() < NAMES_MAX) {
        deadNames.add(name.get());
      }
    }
  }

  Outcome combined() {
    if (again != null) {
      return again;
    }
    if (firstDead == null) {
      return Outcome.WRITTEN;
    }
    if (pieces == 1) {
      return firstDead;
    }
    String names = String.join(", ", deadNames) + (dead > deadNames.size() ? ", ..." : "");
    String share =
        dead == pieces
            ? "all " + pieces + " parts"
            : dead + " of " + pieces + " parts, the others are written";
    return new Outcome.Dead(
        firstDead.faultClass(), share + ": " + names + ": " + firstDead.reason());
  }

  /** What heals by itself is waited for before something is given up as doubtful. */
  private static int weight(Outcome.Again outcome) {
    return switch (outcome.fault()) {
      case OPERATOR -> 2;
      case PASSING -> 1;
      case DOUBTFUL -> 0;
    };
  }
}
