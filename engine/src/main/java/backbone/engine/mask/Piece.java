// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A finding and where its masked form stands in the masked text.
 *
 * @param finding place in the text as it was
 * @param start first UTF-16 unit in the masked text
 * @param end one after its last unit there
 */
record Piece(Finding finding, int start, int end) {

  /** Findings of a text and of its masked form, as findings of the text. */
  static List<Finding> merge(List<Piece> pieces, List<Finding> later) {
    List<Finding> merged = new ArrayList<>();
    for (Finding finding : later) {
      int start = originalStart(pieces, finding.start());
      merged.add(new Finding(finding.type(), start, originalEnd(pieces, finding.end())));
    }
    for (Piece piece : pieces) {
      if (later.stream().noneMatch(f -> f.start() < piece.end && f.end() > piece.start)) {
        merged.add(piece.finding);
      }
    }
    merged.sort(Comparator.comparingInt(Finding::start));
    return merged;
  }

  private static int originalStart(List<Piece> pieces, int at) {
    int shift = 0;
    for (Piece piece : pieces) {
      if (at < piece.start) {
        break;
      }
      if (at < piece.end) {
        return piece.finding.start();
      }
      shift = piece.finding.end() - piece.end;
    }
    return at + shift;
  }

  private static int originalEnd(List<Piece> pieces, int at) {
    int shift = 0;
    for (Piece piece : pieces) {
      if (at <= piece.start) {
        break;
      }
      if (at <= piece.end) {
        return piece.finding.end();
      }
      shift = piece.finding.end() - piece.end;
    }
    return at + shift;
  }
}
