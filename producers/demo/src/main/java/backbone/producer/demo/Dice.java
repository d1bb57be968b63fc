// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.util.List;
import java.util.SplittableRandom;

/** All chance in the shop; the same seed always throws the same. */
final class Dice {

  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  /** A whole number, both ends included. */
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  /** A number from 0.5 to 1.5. */
  double jitter() {
    return 0.5 + random.nextDouble();
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** 16 lower-case hex digits, never all zero: the form of a span id, and half a trace id. */
  String hex16() {
    return String.format("%016x", random.nextLong() | 1L);
  }
}
