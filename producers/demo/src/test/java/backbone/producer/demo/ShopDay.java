// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Some minutes of the shop in no time; the seed comes from {@code proofs.seed} where it is set. */
final class ShopDay {

  static final long SEED = seed();

  private final SteppedClock clock = new SteppedClock();
  private final Shop shop;
  private final List<ShopSpan> spans = new ArrayList<>();

  ShopDay(int requestsPerSecond) {
    shop = new Shop(clock, SEED, requestsPerSecond);
  }

  List<Line> run(Duration time, Optional<Fault> fault) {
    List<Line> lines = new ArrayList<>();
    for (long ms = 0; ms < time.toMillis(); ms += 200) {
      clock.move(Duration.ofMillis(200));
      Moment moment = shop.tick(fault);
      lines.addAll(moment.lines());
      spans.addAll(moment.spans());
    }
    return lines;
  }

  /** Spans that have ended in all runs so far. */
  List<ShopSpan> spans() {
    return spans;
  }

  static List<Line> minutes(int minutes, Optional<Fault> fault) {
    return new ShopDay(20).run(Duration.ofMinutes(minutes), fault);
  }

  static List<String> texts(List<Line> lines, ShopFile file) {
    return lines.stream().filter(line -> line.file() == file).map(Line::text).toList();
  }

  private static long seed() {
    String given = System.getProperty("proofs.seed", "");
    return given.matches("-?\\d+") ? Long.parseLong(given) : 42;
  }
}
