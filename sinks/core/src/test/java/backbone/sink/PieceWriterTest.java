// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.sink.Outcome.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PieceWriterTest {

  /** Text that can be taken apart at its spaces; weighs what it is long. */
  private record Text(String name) implements Piece<Text> {
    @Override
    public int bytes() {
      return name.length();
    }

    @Override
    public List<Text> split() {
      return name.contains(" ")
          ? Arrays.stream(name.split(" ")).map(Text::new).toList()
          : List.of();
    }
  }

  private final List<String> requests = new ArrayList<>();
  private final List<String> written = new ArrayList<>();
  private final PieceWriter<Text> writer = new PieceWriter<>(10, this::send);

  @Test
  void boundsRequestsByBytes_andSendsALargerPieceAlone() {
    writer.add(texts("aaaa", "bbbb", "cccc"));
    writer.add(texts("dddddddddddddddd"));
    writer.add(texts("ee"));
    assertThat(writer.outcomes()).containsOnly(Outcome.WRITTEN).hasSize(3);
    assertThat(requests).containsExactly("aaaa,bbbb", "cccc", "dddddddddddddddd", "ee");
  }

  @Test
  void writesTheGoodPiecesOfARecord_andNamesTheBadOnes() {
    writer.add(texts("a", "bad", "c"));
    writer.add(texts("d"));
    assertThat(writer.outcomes())
        .containsExactly(
            new Outcome.Dead(
                "bad", "1 of 3 parts, the others are written: bad: the whole request is refused"),
            Outcome.WRITTEN);
    assertThat(written).containsExactly("a", "c", "d");
  }

  @Test
  void takesAPieceApart_whenItIsRefusedAlone() {
    writer.add(texts("x bad y"));
    assertThat(writer.outcomes())
        .containsExactly(
            new Outcome.Dead(
                "bad", "1 of 3 parts, the others are written: bad: the whole request is refused"));
    assertThat(written).containsExactly("x", "y");
  }

  @Test
  void keepsTheReason_whenTheRecordIsOnePiece() {
    writer.add(texts("bad"));
    assertThat(writer.outcomes())
        .containsExactly(new Outcome.Dead("bad", "the whole request is refused"));
  }

  @Test
  void sendsNothingMore_afterAPassingFault() {
    writer.add(texts("first"));
    writer.add(texts("down"));
    writer.add(texts("more of it"));
    writer.add(texts("later"));
    Outcome again = new Outcome.Again(Fault.PASSING, "it is down", 7_000);
    assertThat(writer.outcomes()).containsExactly(again, again, again, again);
    assertThat(requests).containsExactly("first,down");
    assertThat(writer.isStopped()).isTrue();
  }

  @Test
  void keepsWhatWasWrittenBefore_whenALaterRequestFails() {
    writer.add(texts("first one"));
    writer.add(texts("down"));
    assertThat(writer.outcomes())
        .containsExactly(Outcome.WRITTEN, new Outcome.Again(Fault.PASSING, "it is down", 7_000));
  }

  @Test
  void waitsRatherThanGivingUp_whenSomePiecesAreDeadAndSomeNotYetWritten() {
    PieceOutcomes record = new PieceOutcomes();
    record.add(() -> "a", new Outcome.Dead("c", "r"));
    record.add(() -> "b", new Outcome.Again(Fault.DOUBTFUL, "odd"));
    record.add(() -> "c", new Outcome.Again(Fault.PASSING, "busy"));
    assertThat(record.combined()).isEqualTo(new Outcome.Again(Fault.PASSING, "busy"));
  }

  @Test
  void namesOnlySome_whenManyAreDead() {
    PieceOutcomes record = new PieceOutcomes();
    for (int i = 0; i < 7; i++) {
      String name = "n" + i;
      record.add(() -> name, new Outcome.Dead("c", "r"));
    }
    assertThat(record.combined())
        .isEqualTo(new Outcome.Dead("c", "all 7 parts: n0, n1, n2, n3, n4, ...: r"));
  }

  private List<Outcome> send(List<Text> pieces) throws TargetFault {
    List<String> names = pieces.stream().map(Text::name).toList();
    requests.add(String.join(",", names));
    if (names.contains("down")) {
      throw TargetFault.passing("it is down", 7_000);
    }
    if (names.stream().anyMatch(name -> name.contains("bad"))) {
      throw TargetFault.refused("bad", "the whole request is refused");
    }
    written.addAll(names);
    return pieces.stream().map(piece -> Outcome.WRITTEN).toList();
  }

  private static List<Text> texts(String... names) {
    return Arrays.stream(names).map(Text::new).toList();
  }
}
