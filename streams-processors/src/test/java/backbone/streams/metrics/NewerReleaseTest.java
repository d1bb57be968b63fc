// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** While instances are replaced one by one, old ones meet what new ones wrote. */
class NewerReleaseTest {

  private static final int NEW_FAMILY = 99;
  private static final Owner OWNER = new Owner("cart", "prod", "kr", "shop");

  @Test
  void cellOfAnUnknownKindIsPassedOver_andWhatFollowsIsTaken() {
    List<String> taken = new ArrayList<>();

    Batch.read(batch(), new Noting(taken));

    assertThat(taken).containsExactly("error 3", "unknown", "info 1 last");
  }

  /** Two cells of now with one of later between them. */
  private static byte[] batch() {
    Packer value = new Packer().number(2).number(0).number(1_000);
    append(value, cell("error", 3, false));
    append(value, new Packer().number(0).number(7).number(60_000).number(NEW_FAMILY).text("new"));
    append(value, cell("info", 1, true));
    return value.toBytes();
  }

  private static void append(Packer to, Packer cell) {
    to.number(cell.size()).raw(cell);
  }

  private static Packer cell(String level, int count, boolean last) {
    Packer cell = new Packer().number(last ? 1 : 0).number(5).number(60_000);
    Series.logEvents(OWNER, level).write(cell);
    Tally tally = Tally.zero(Family.LOG_EVENTS);
    for (int i = 0; i < count; i++) {
      tally.observe();
    }
    tally.write(cell);
    return cell;
  }

  @Test
  void batchOfTheReleaseBeforeIsRead() {
    List<String> taken = new ArrayList<>();
    Packer value = new Packer().number(1).number(0).number(1_000);
    value.raw(cell("error", 3, false)).raw(cell("info", 1, true));

    Batch.read(value.toBytes(), new Noting(taken));

    assertThat(taken).containsExactly("error 3", "info 1 last");
  }

  @Test
  void storeKeepsWhatItDoesNotKnow_andGivesTheRest() {
    try (Bench bench = new Bench()) {
      Kept kept = bench.kept(Stage.TOTALS_STORE);
      kept.put(new Packer().number(NEW_FAMILY).text("new").toBytes(), new byte[1]);
      bench.log(Telemetry.event("cart", "info", Bench.START_MS).build());
      bench.commit();
      List<String> read = new ArrayList<>();

      kept.forEach((key, value) -> read.add(Series.read(new Unpacker(key)).first()));

      assertThat(read).containsExactlyInAnyOrder("debug", "info", "warn", "error", "fatal");
      assertThat(bench.stored(Stage.TOTALS_STORE)).isEqualTo(6);
    }
  }

  /** Notes what a batch holds. */
  private record Noting(List<String> taken) implements Batch.Reader {

    @Override
    public void source(int source, long nowMs) {}

    @Override
    public void cell(Cell.Key key, long generation, Tally value, boolean last) {
      taken.add(key.series().first() + " " + value.count() + (last ? " last" : ""));
    }

    @Override
    public void unknown() {
      taken.add("unknown");
    }
  }
}
