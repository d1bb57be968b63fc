// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import java.util.Locale;

/**
 * What a figure must reach.
 *
 * @param kind what is compared with the limit
 * @param limit of the ratio or of the figure itself, in its unit
 */
record Bar(Kind kind, double limit) {

  /** What is compared, and how. */
  enum Kind {
    RATIO_AT_LEAST,
    RATIO_AT_MOST,
    FIGURE_AT_LEAST,
    FIGURE_AT_MOST,
    NONE
  }

  /** For figures that are only told. */
  static final Bar NONE = new Bar(Kind.NONE, 0);

  static Bar ratioAtLeast(double limit) {
    return new Bar(Kind.RATIO_AT_LEAST, limit);
  }

  static Bar ratioAtMost(double limit) {
    return new Bar(Kind.RATIO_AT_MOST, limit);
  }

  static Bar atLeast(double limit) {
    return new Bar(Kind.FIGURE_AT_LEAST, limit);
  }

  static Bar atMost(double limit) {
    return new Bar(Kind.FIGURE_AT_MOST, limit);
  }

  /** Whether a figure holds it; a ratio that could not be made is no failure. */
  boolean held(double figure, double ratio) {
    return switch (kind) {
      case RATIO_AT_LEAST -> Double.isNaN(ratio) || ratio >= limit;
      case RATIO_AT_MOST -> Double.isNaN(ratio) || ratio <= limit;
      case FIGURE_AT_LEAST -> figure >= limit;
      case FIGURE_AT_MOST -> figure <= limit;
      case NONE -> true;
    };
  }

  @Override
  public String toString() {
    String number = String.format(Locale.ROOT, limit < 10 ? "%.2f" : "%,.0f", limit);
    return switch (kind) {
      case RATIO_AT_LEAST -> "ratio >= " + number;
      case RATIO_AT_MOST -> "ratio <= " + number;
      case FIGURE_AT_LEAST -> ">= " + number;
      case FIGURE_AT_MOST -> "<= " + number;
      case NONE -> "";
    };
  }
}
