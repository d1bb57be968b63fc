// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import backbone.engine.normalize.RawLog;
import backbone.schema.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts the physical lines that have been read before out of a record.
 *
 * <p>The sender joins lines with a line feed and drops carriage returns, so line k of the value is
 * the k-th piece between line feeds, while its place in the file is told by the line starts. A
 * value with another number of pieces (it was cut at the limit) is not taken apart: it passes
 * whole.
 */
final class LineTrimmer {

  private LineTrimmer() {}

  /** The runs of lines that are not covered, in order; the record itself if nothing is covered. */
  static List<RawLog> uncovered(RawLog raw, CoveredRanges seen) {
    Origin origin = raw.origin();
    if (!seen.overlaps(origin.start(), origin.end())) {
      return List.of(raw);
    }
    if (seen.covers(origin.start(), origin.end())) {
      return List.of();
    }
    int[] ends = pieceEnds(raw.value());
    if (ends.length != raw.lineStarts().length) {
      return List.of(raw);
    }
    return runs(raw, seen, ends);
  }

  private static List<RawLog> runs(RawLog raw, CoveredRanges seen, int[] ends) {
    List<RawLog> runs = new ArrayList<>();
    int lines = ends.length;
    for (int from = 0; from < lines; from++) {
      if (covered(raw, seen, from)) {
        continue;
      }
      int to = from;
      while (to + 1 < lines && !covered(raw, seen, to + 1)) {
        to++;
      }
      runs.add(run(raw, ends, from, to));
      from = to;
    }
    return runs;
  }

  private static boolean covered(RawLog raw, CoveredRanges seen, int line) {
    return seen.covers(startOf(raw, line), startOf(raw, line + 1));
  }

  /** Start of a line in the file; of the line after the last one: the end. */
  private static long startOf(RawLog raw, int line) {
    return line == raw.lineStarts().length
        ? raw.origin().end()
        : raw.origin().start() + raw.lineStarts()[line];
  }

  private static RawLog run(RawLog raw, int[] ends, int from, int to) {
    int first = from == 0 ? 0 : ends[from - 1] + 1;
    int[] starts = Arrays.copyOfRange(raw.lineStarts(), from, to + 1);
    int shift = starts[0];
    for (int i = 0; i < starts.length; i++) {
      starts[i] -= shift;
    }
    Origin origin = raw.origin();
    return new RawLog(
        Arrays.copyOfRange(raw.value(), first, ends[to]),
        raw.contentType(),
        raw.source(),
        new Origin(origin.source(), origin.generation(), startOf(raw, from), startOf(raw, to + 1)),
        raw.arrivalMs(),
        starts,
        raw.cut());
  }

  /** Where each piece of the value ends, exclusive. */
  private static int[] pieceEnds(byte[] value) {
    int n = 1;
    for (byte b : value) {
      n += b == '\n' ? 1 : 0;
    }
    int[] ends = new int[n];
    int k = 0;
    for (int i = 0; i < value.length; i++) {
      if (value[i] == '\n') {
        ends[k++] = i;
      }
    }
    ends[k] = value.length;
    return ends;
  }
}
