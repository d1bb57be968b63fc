// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static backbone.producer.shipper.ContainerTest.cri;
import static backbone.producer.shipper.ContainerTest.docker;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.TelemetryHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events and lines that begin in one file and end in the one that took its place. */
class HandoverTest {

  @TempDir Path folder;
  private Rig rig;

  @BeforeEach
  void makeRig() throws IOException {
    rig = new Rig(folder, "*.log").start();
  }

  @Test
  void joinsAnEvent_whenItsFileIsRenamedInTheMiddle() throws Exception {
    rotate("first\nboom\n\tat x\n", "\tat y\nnext\n");

    assertThat(lines()).containsExactlyInAnyOrder("first", "boom", "\tat x", "\tat y", "next");
    assertThat(rig.values()).contains("boom\n\tat x\n\tat y");
    assertThat(rig.origins()).contains("0:6-23", "0:6-11");
    assertThat(rig.rotations).isEqualTo(1);
  }

  @Test
  void leavesEventsApart_whenTheNextFileBeginsWithItsOwn() throws Exception {
    rotate("boom\n\tat x\n", "next\n\tat y\n");

    assertThat(rig.values().split("\\|")).containsExactlyInAnyOrder("boom\n\tat x", "next\n\tat y");
  }

  @Test
  void joinsALine_whenTheRuntimeRotatesBetweenItsParts() throws Exception {
    rotate(
        cri("stdout F before") + cri("stdout P one "),
        cri("stderr F other") + cri("stdout F two") + cri("stdout F next"));

    String time = cri("").stripTrailing() + " ";
    assertThat(lines())
        .containsExactlyInAnyOrder(
            time + "stdout F before",
            time + "stdout F one two",
            time + "stderr F other",
            time + "stdout F next");
  }

  @Test
  void joinsWhatDockerWrote_whenItRotatesInTheMiddle() throws Exception {
    rotate(
        docker("boom\\n", "stdout") + docker("\\tat", "stdout"),
        docker(" x\\n", "stdout") + docker("next\\n", "stdout"));

    assertThat(lines())
        .containsExactlyInAnyOrder(
            docker("boom\\n\\tat x\\n", "stdout").strip(), docker("next\\n", "stdout").strip());
  }

  @Test
  void waitsForTheRest_whenTheNextFileIsStillShort() throws Exception {
    rig.append("a.log", cri("stdout P one "));
    rig.after(0);
    rig.rename("a.log", "a.log.1");
    rig.append("a.log", cri("stdout P two "));
    rig.after(200).after(1_000).after(1_000);
    rig.append("a.log", cri("stdout F three"));
    rig.after(200).after(Rig.JOIN_MS).after(Rig.JOIN_MS);

    assertThat(lines()).singleElement().asString().endsWith("stdout F one two three");
  }

  @Test
  void joinsAnEvent_whenItsFileIsCopiedAndTruncatedInTheMiddle() throws Exception {
    rig.append("a.log", "a line to know the file by\nboom\n\tat x\n");
    rig.after(0);
    rig.copy("a.log", "a.log.1");
    rig.empty("a.log");
    rig.append("a.log", "\tat y\nnext\n");
    settle();

    assertThat(rig.values()).isEqualTo("a line to know the file by|boom\n\tat x\n\tat y|next");
    assertThat(lines()).hasSize(5);
  }

  @Test
  void losesNothing_whenItSeesACopyATruncationAndARenameAtOnce() throws Exception {
    rig.append("a.log", "a line to know the file by\nboom\n");
    rig.after(0);
    rig.append("a.log", "never read before the truncation\n");
    rig.copy("a.log", "a.log.1");
    rig.empty("a.log");
    rig.append("a.log", "second\n");
    rig.rename("a.log", "a.log.2");
    rig.append("a.log", "\tat x\nthird\n");
    settle();
    settle();

    assertThat(lines())
        .containsExactlyInAnyOrder(
            "a line to know the file by",
            "boom",
            "never read before the truncation",
            "second",
            "\tat x",
            "third");
    assertThat(rig.values()).contains("second\n\tat x");
  }

  @Test
  void sendsTheSameEvent_whenItCrashesBetweenTheFiles() throws Exception {
    rig.sink.acknowledgesAtOnce = false;
    rotate("boom\n\tat x\n", "\tat y\nnext\n");
    rig.sink.crash(1);
    rig.sink.acknowledgesAtOnce = true;
    rig.start();
    settle();

    assertThat(lines()).containsExactlyInAnyOrder("boom", "\tat x", "\tat y", "next");
    assertThat(rig.values()).startsWith("boom\n\tat x\n\tat y|");
  }

  @Test
  void lendsNothingAnyMore_whenTheNextFileWasSentBeforeTheCrash() throws Exception {
    rig.sink.acknowledgesAtOnce = false;
    rig.append("a.log", "a line to know the file by\nboom\n");
    rig.after(0).after(Rig.JOIN_MS + 1);
    rig.rename("a.log", "a.log.1");
    rig.append("a.log", "\tat x\nsecond\n");
    rig.after(201).after(Rig.JOIN_MS + 1);
    rig.after(Rig.JOIN_MS + 1);
    rig.sink.crash(100);
    rig.start();
    settle();
    rig.sink.acknowledge(100);
    settle();
    rig.sink.acknowledge(100);

    assertThat(lines())
        .containsExactlyInAnyOrder("a line to know the file by", "boom", "\tat x", "second");
  }

  @Test
  void shipsWhatWasLent_whenTheOlderFileIsGoneAfterACrash() throws Exception {
    rig.sink.acknowledgesAtOnce = false;
    rotate("boom\n\tat x\n", "\tat y\nnext\n");
    rig.sink.crash(0);
    rig.sink.acknowledgesAtOnce = true;
    Files.delete(rig.path("a.log.1"));
    rig.start();
    settle();

    assertThat(Reader.of(rig.sink.topic).lines).containsExactlyInAnyOrder("\tat y", "next");
    rig.stop();
    rig.start();
    settle();
    assertThat(rig.sink.topic).hasSize(2);
  }

  @Test
  void shipsWhatComesLater_whenTheOlderFileGrowsBehindABorrowedEnd() throws Exception {
    rotate("boom\n", "\tat y\nnext\n");
    rig.append("a.log.1", "a late line\n");
    rig.after(Rig.JOIN_MS).after(Rig.JOIN_MS);
    rig.stop();
    rig.append("a.log.1", "a later one\n");
    rig.start();
    settle();

    assertThat(lines())
        .containsExactlyInAnyOrder("boom", "\tat y", "next", "a late line", "a later one");
  }

  @Test
  void joinsAnEvent_whenItsFileWasRenamedWhileTheShipperWasAway() throws Exception {
    rig.sink.acknowledgesAtOnce = false;
    rig.append("a.log", "boom\n");
    rig.after(0).after(Rig.JOIN_MS).after(1_000);
    rig.sink.crash(0);
    rig.sink.acknowledgesAtOnce = true;
    rig.rename("a.log", "a.log.1");
    rig.append("a.log", "\tat x\n");
    rig.start();
    settle();

    assertThat(rig.values()).isEqualTo("boom\n\tat x");
    assertThat(rig.header(0, TelemetryHeaders.LINES)).isEqualTo("0,5");
  }

  @Test
  void doesNotWait_whenTheOlderFileEndsInHalfALine() throws Exception {
    rotate("first\nhalf", "\tat y\nnext\n");

    assertThat(Reader.of(rig.sink.topic).lines).contains("\tat y", "next").doesNotContain("half");
    rig.after(Rig.PARTIAL_MS);
    assertThat(lines()).containsExactlyInAnyOrder("first", "half", "\tat y", "next");
  }

  @Test
  void doesNotWait_whenTheNextFileBeginsWithAnOverLongLine() throws Exception {
    rotate("boom\n", "\t" + "x".repeat(400_000) + "\nnext\n");

    assertThat(Reader.of(rig.sink.topic).faults).isEmpty();
    assertThat(rig.sink.topic).hasSize(3);
  }

  @Test
  void keepsWhatItBorrowed_whenAnotherFileTakesOverAfterACrash() throws Exception {
    rig.sink.acknowledgesAtOnce = false;
    rotate("boom\n\tat x\n", "\tat y\n");
    rig.sink.crash(0);
    rig.sink.acknowledgesAtOnce = true;
    Files.delete(rig.path("a.log"));
    rig.append("a.log", "\tat z\nlast\n");
    rig.start();
    settle();

    assertThat(lines()).containsExactlyInAnyOrder("boom", "\tat x", "\tat y", "\tat z", "last");
  }

  @Test
  void joinsNothing_whenTwoRotationsWereSeenAtOnce() throws Exception {
    rig = new Rig(folder.resolve("all"), "a.log*").start();
    rig.append("a.log", "boom\n\tat x\n");
    rig.after(0);
    rig.rename("a.log", "a.log.1");
    rig.append("a.log", "second\n");
    rig.rename("a.log", "a.log.2");
    rig.append("a.log", "\tat y\nlast\n");
    settle();

    assertThat(lines()).containsExactlyInAnyOrder("boom", "\tat x", "second", "\tat y", "last");
    assertThat(rig.values().split("\\|")).contains("boom\n\tat x", "\tat y");
  }

  private void rotate(String older, String younger) throws IOException {
    rig.append("a.log", older);
    rig.after(0);
    rig.rename("a.log", "a.log.1");
    rig.append("a.log", younger);
    settle();
  }

  private void settle() {
    rig.after(200).after(Rig.JOIN_MS).after(Rig.JOIN_MS).after(Rig.JOIN_MS);
  }

  private List<String> lines() {
    Reader reader = Reader.of(rig.sink.topic);
    assertThat(reader.faults).isEmpty();
    return reader.lines;
  }
}
