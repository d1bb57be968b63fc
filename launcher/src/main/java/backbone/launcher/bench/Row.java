// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

/**
 * One line of the report.
 *
 * @param name what was measured
 * @param unit of both figures
 * @param ours our figure
 * @param reference what it is compared with, and its figure; null when there is nothing
 * @param bar what must be reached
 * @param lost records or lines that came out on neither side, or {@link Lost#NONE}
 */
record Row(String name, String unit, double ours, Reference reference, Bar bar, Lost lost) {

  /** Another's figure in the same unit. */
  record Reference(String name, double figure) {}

  /**
   * What did not come out, and what came out more than once.
   *
   * @param ours lost by us
   * @param theirs lost by the other, or -1 when that was not counted
   * @param doubled by us
   */
  record Lost(long ours, long theirs, long doubled) {

    /** For figures to which nothing can be lost. */
    static final Lost NONE = new Lost(-1, -1, -1);
  }

  static Row of(String name, String unit, double ours, Reference reference, Bar bar) {
    return new Row(name, unit, ours, reference, bar, Lost.NONE);
  }

  /** Ours by theirs; NaN without a reference. */
  double ratio() {
    return reference == null ? Double.NaN : ours / reference.figure();
  }

  /** Whether the bar is reached and we lost and doubled nothing. */
  boolean held() {
    return bar.held(ours, ratio()) && lost.ours() <= 0 && lost.doubled() <= 0;
  }
}
