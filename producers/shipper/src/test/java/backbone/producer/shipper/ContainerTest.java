// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.TelemetryHeaders;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What container runtimes take apart, in both of their formats. */
class ContainerTest {

  private static final String TIME = "2026-03-01T14:05:09.123456789Z ";

  @TempDir java.nio.file.Path folder;
  private Rig rig;

  @BeforeEach
  void makeRig() throws IOException {
    rig = new Rig(folder, "*.log").start();
  }

  @Test
  void joinsParts_whenTheRuntimeCutALine() throws Exception {
    ship(cri("stdout P one "), cri("stdout P two "), cri("stdout F three"), cri("stdout F next"));

    assertThat(rig.values()).isEqualTo(TIME + "stdout F one two three|" + TIME + "stdout F next");
    assertThat(rig.origins()).containsExactly("0:0-136", "0:136-181");
    assertThat(rig.header(0, TelemetryHeaders.LINES)).isNull();
  }

  @Test
  void joinsLinesOfAProgram_whenPartsAndTracesMeet() throws Exception {
    ship(
        cri("stderr P bo"),
        cri("stderr F om"),
        cri("stderr F \tat x"),
        cri("stderr P \tat"),
        cri("stderr F  y"),
        cri("stderr F next"));

    assertThat(rig.values())
        .isEqualTo(TIME + "stderr F boom\n\tat x\n\tat y|" + TIME + "stderr F next");
    assertThat(rig.header(0, TelemetryHeaders.LINES)).isEqualTo("0,86,132");
    assertThat(Reader.of(rig.sink.topic).faults).isEmpty();
  }

  @Test
  void joinsWhatDockerWrote_whenPartsAndTracesMeet() throws Exception {
    ship(
        docker("bo", "stdout"),
        docker("om\\n", "stdout"),
        docker("\\tat x\\r\\n", "stdout"),
        docker("C:\\\\new", "stdout"),
        docker(" \\\"end\\n", "stdout"));

    assertThat(rig.values())
        .isEqualTo(
            docker("boom\\n\\tat x\\r\\n", "stdout").stripTrailing()
                + "|"
                + docker("C:\\\\new \\\"end\\n", "stdout").stripTrailing());
    assertThat(Reader.of(rig.sink.topic).faults).isEmpty();
  }

  @Test
  void keepsStreamsApart_whenTheyAreInterleaved() throws Exception {
    ship(
        cri("stdout P one "),
        cri("stderr F boom"),
        cri("stdout F two"),
        cri("stderr F \tat x"),
        cri("stdout F three"));

    assertThat(rig.values())
        .isEqualTo(
            String.join(
                "|",
                TIME + "stdout F one two",
                TIME + "stderr F boom\n\tat x",
                TIME + "stdout F three"));
    assertThat(rig.origins()).containsExactly("0:0-45", "0:45-180", "0:180-226");
    assertThat(Reader.of(rig.sink.topic).faults).isEmpty();
  }

  @Test
  void sendsAClusterAgain_whenOnlyAPartOfItIsAcknowledged() throws Exception {
    rig.sink.acknowledgesAtOnce = false;
    ship(cri("stdout P one "), cri("stderr F boom"), cri("stdout F two"), cri("stderr F \tat x"));
    rig.sink.acknowledge(1);
    rig.after(2_000);
    rig.sink.crash(0);
    rig.start();
    rig.sink.acknowledgesAtOnce = true;
    rig.append("a.log", cri("stdout F \tat last"));
    rig.after(0).after(Rig.JOIN_MS);

    Reader reader = Reader.of(rig.sink.topic);
    assertThat(reader.faults).isEmpty();
    assertThat(reader.lines)
        .containsExactly(
            TIME + "stdout F one two",
            TIME + "stderr F boom",
            "\tat x",
            TIME + "stdout F \tat last");
  }

  @Test
  void goesOnWithOneStream_whenTheOtherIsSilent() throws Exception {
    rig.append("a.log", cri("stderr F boom"));
    for (int i = 0; i < 20; i++) {
      rig.append("a.log", cri("stdout F line " + i));
      rig.after(Rig.JOIN_MS / 2);
    }

    assertThat(rig.sink.topic).hasSizeGreaterThan(15);
    assertThat(Reader.of(rig.sink.topic).faults).isEmpty();
  }

  @Test
  void shipsAPart_whenItsRestDoesNotCome() throws Exception {
    ship(cri("stdout F whole"), cri("stdout P half "));
    rig.after(Rig.PARTIAL_MS - Rig.JOIN_MS - 1);
    assertThat(rig.values()).isEqualTo(TIME + "stdout F whole");

    rig.after(1);
    rig.sink.crash(0);
    rig.append("a.log", cri("stdout F rest"));
    rig.start().after(0).after(Rig.JOIN_MS);

    Reader reader = Reader.of(rig.sink.topic);
    assertThat(reader.faults).isEmpty();
    assertThat(reader.lines)
        .containsExactly(TIME + "stdout F whole", TIME + "stdout P half ", TIME + "stdout F rest");
  }

  @Test
  void splitsWithoutLoss_whenPartsExceedTheLimit() throws Exception {
    String part = "x".repeat(400);
    ship(
        cri("stdout P " + part),
        cri("stdout P " + part),
        cri("stdout P " + part),
        cri("stdout F end"),
        cri("stdout F next"));

    Reader reader = Reader.of(rig.sink.topic);
    assertThat(reader.faults).isEmpty();
    assertThat(reader.lines)
        .containsExactly(
            TIME + "stdout P " + part + part,
            TIME + "stdout F " + part + "end",
            TIME + "stdout F next");
  }

  @Test
  void cutsAndMarks_whenOneLineOfARuntimeIsTooLong() throws Exception {
    ship(cri("stdout P one "), cri("stdout F " + "y".repeat(5_000)), cri("stdout F next"));

    assertThat(rig.sink.topic).hasSize(3);
    assertThat(rig.header(1, TelemetryHeaders.CUT)).isEqualTo("1");
    assertThat(Reader.of(rig.sink.topic).faults).isEmpty();
  }

  @Test
  void keepsFilesApart_whenTwoContainersWriteParts() throws Exception {
    rig.append("a.log", cri("stdout P a1 "));
    rig.append("b.log", cri("stdout P b1 "));
    rig.after(0);
    rig.append("b.log", cri("stdout F b2"));
    rig.append("a.log", cri("stdout F a2"));
    rig.after(0).after(Rig.JOIN_MS);

    assertThat(Reader.of(rig.sink.topic).lines)
        .containsExactlyInAnyOrder(TIME + "stdout F a1 a2", TIME + "stdout F b1 b2");
  }

  @Test
  void takesLinesAsTheyAre_whenTheyOnlyLookLikeARuntimes() throws Exception {
    List<String> lines =
        List.of(
            "{\"log\":\"no end",
            "{\"log\":\"text\\n\",\"level\":\"info\"}",
            "2026-03-01T14:05:09Z stdout X text",
            "2026-03-01T14:05:09Z stdin F text",
            "2026-03-01T14:05:09Z std",
            "{\"log\":\"text\\");
    ship(String.join("\n", lines) + "\n");

    assertThat(Reader.of(rig.sink.topic).lines).isEqualTo(lines);
  }

  private void ship(String... lines) throws IOException {
    rig.append("a.log", String.join("", lines));
    rig.after(0).after(Rig.JOIN_MS);
  }

  static String cri(String rest) {
    return TIME + rest + "\n";
  }

  static String docker(String log, String stream) {
    return "{\"log\":\"%s\",\"stream\":\"%s\",\"time\":\"%s\"}\n"
        .formatted(log, stream, TIME.strip());
  }
}
