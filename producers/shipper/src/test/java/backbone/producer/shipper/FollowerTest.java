// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.schema.TelemetryHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowerTest {

  @TempDir Path folder;
  private Rig rig;

  @BeforeEach
  void makeRig() throws IOException {
    rig = new Rig(folder, "*.log*").start();
  }

  @Test
  void shipsFromTheBeginning_whenFileIsThereAlready() throws Exception {
    rig.append("a.log", "one\r\ntwo\n");

    rig.after(0).after(Rig.JOIN_MS);

    assertThat(rig.values()).isEqualTo("one|two");
    assertThat(rig.origins()).containsExactly("0:0-5", "0:5-9");
    assertThat(new String(rig.sink.topic.get(0).key(), UTF_8)).hasSize(13);
    assertThat(rig.header(0, TelemetryHeaders.HOST)).isEqualTo("host-a");
    assertThat(rig.header(0, TelemetryHeaders.ZONE)).isEqualTo("Asia/Seoul");
    assertThat(rig.header(0, TelemetryHeaders.PATH)).isEqualTo(rig.path("a.log").toString());
    assertThat(rig.header(0, TelemetryHeaders.SERVICE)).isEqualTo("shop");
    assertThat(rig.header(0, TelemetryHeaders.ENV)).isEqualTo("prod");
    assertThat(rig.header(0, TelemetryHeaders.REGION)).isEqualTo("kr");
    assertThat(rig.header(0, TelemetryHeaders.TEAM)).isEqualTo("red");
    assertThat(rig.header(0, TelemetryHeaders.LINES)).isNull();
    assertThat(rig.backlog.bytes()).isPositive();
    assertThat(rig.after(1).backlog.bytes()).isZero();
  }

  @Test
  void joinsLines_whenTheyContinueTheEvent() throws Exception {
    rig.append("a.log", "boom\n\tat x\n\n\tat y\nnext\n\n");

    rig.after(0).after(Rig.JOIN_MS);

    assertThat(rig.values()).isEqualTo("boom\n\tat x\n\n\tat y|next|");
    assertThat(rig.header(0, TelemetryHeaders.LINES)).isEqualTo("0,5,11,12");
    assertThat(rig.origins()).containsExactly("0:0-18", "0:18-23", "0:23-24");
  }

  @Test
  void waitsForContinuation_whenLastEventIsYoung() throws Exception {
    rig.append("a.log", "boom\n");
    rig.after(0).after(Rig.JOIN_MS - 1);
    assertThat(rig.sink.topic).isEmpty();

    rig.append("a.log", "\tat x\n");
    rig.after(0).after(Rig.JOIN_MS);

    assertThat(rig.values()).isEqualTo("boom\n\tat x");
  }

  @Test
  void shipsLineWithoutEnd_whenItDoesNotGrow() throws Exception {
    rig.append("a.log", "whole\nhalf");
    rig.after(0).after(Rig.PARTIAL_MS - 1);
    assertThat(rig.values()).isEqualTo("whole");

    rig.after(1);
    rig.append("a.log", " more\n");
    rig.after(0).after(Rig.JOIN_MS);

    assertThat(rig.values()).isEqualTo("whole|half| more");
    assertThat(rig.origins()).containsExactly("0:0-6", "0:6-10", "0:10-16");
  }

  @Test
  void keepsBreak_whenCrashComesAfterHalfALine() throws Exception {
    rig.sink.acknowledgesAtOnce = false;
    rig.append("a.log", "half");
    rig.after(0).after(Rig.PARTIAL_MS);
    rig.sink.crash(1);

    rig.append("a.log", " more\n");
    rig.start();
    rig.sink.acknowledgesAtOnce = true;
    rig.after(0).after(Rig.JOIN_MS);

    assertThat(Reader.of(rig.sink.topic).faults).isEmpty();
    assertThat(Reader.of(rig.sink.topic).lines).containsExactly("half", " more");
  }

  @Test
  void cutsAndGoesOn_whenLineIsTooLong() throws Exception {
    String big = "é".repeat(700_000);
    rig.append("a.log", "x" + big + "\nnext\n" + "y".repeat(1025) + "\nz\n");

    rig.after(0).after(Rig.JOIN_MS);

    assertThat(rig.sink.topic).hasSize(4);
    assertThat(new String(rig.sink.topic.get(0).value(), UTF_8)).isEqualTo("x" + "é".repeat(511));
    assertThat(rig.header(0, TelemetryHeaders.CUT)).isEqualTo("1");
    assertThat(rig.header(1, TelemetryHeaders.CUT)).isNull();
    assertThat(rig.header(2, TelemetryHeaders.CUT)).isEqualTo("1");
    assertThat(rig.sink.topic.get(2).value()).hasSize(1024);
    assertThat(rig.origins().get(0)).isEqualTo("0:0-1400002");
    assertThat(Reader.of(rig.sink.topic).faults).isEmpty();
  }

  @Test
  void keepsIdentity_whenFileIsRenamedOutOfTheGlob() throws Exception {
    rig.append("a.log", "one\n");
    rig.after(0);
    rig.rename("a.log", "old");
    rig.append("old", "two\n");
    rig.append("a.log", "three\n");

    rig.after(200).after(Rig.JOIN_MS);

    assertThat(Reader.of(rig.sink.topic).lines).containsExactlyInAnyOrder("one", "two", "three");
    assertThat(rig.sink.topic.stream().map(r -> new String(r.key(), UTF_8)).distinct()).hasSize(2);
  }

  @Test
  void countsGenerationUp_whenFileIsTruncated() throws Exception {
    rig.append("a.log", "one\ntwo\n");
    rig.after(0).after(Rig.JOIN_MS);
    rig.empty("a.log");
    rig.append("a.log", "a line that is longer than the file was\n");

    rig.after(200).after(Rig.JOIN_MS);

    assertThat(rig.origins()).containsExactly("0:0-4", "0:4-8", "1:0-40");
  }

  @Test
  void shipsRestFromCopy_whenCopyTruncateWasFaster() throws Exception {
    rig.append("a.log", "a first line of some length\n");
    rig.after(0).after(Rig.JOIN_MS);
    rig.append("a.log", "never read before the truncation\n");
    rig.copy("a.log", "a.log.1");
    rig.after(0);
    rig.empty("a.log");
    rig.append("a.log", "new\n");

    for (int i = 0; i < 6; i++) {
      rig.after(Rig.JOIN_MS);
    }

    Reader reader = Reader.of(rig.sink.topic);
    assertThat(reader.faults).isEmpty();
    assertThat(reader.lines)
        .containsExactly("a first line of some length", "never read before the truncation", "new");
  }

  @Test
  void drains_whenFileIsDeleted() throws Exception {
    rig.sink.capacity = 0;
    rig.append("a.log", "one\n");
    rig.after(0).after(Rig.JOIN_MS);
    Files.delete(rig.path("a.log"));

    rig.sink.capacity = 10;
    rig.after(200);

    assertThat(rig.values()).isEqualTo("one");
  }

  @Test
  void goesOnAtCheckpoint_whenStartedAgain() throws Exception {
    rig.append("a.log", "one\n");
    rig.after(0).after(Rig.JOIN_MS);
    rig.stop();
    rig.rename("a.log", "a.log.1");
    rig.append("a.log.1", "two\n");
    rig.append("a.log", "three\n");

    rig.start().after(0).after(Rig.JOIN_MS);

    assertThat(rig.values()).startsWith("one|").contains("two", "three");
    assertThat(rig.sink.topic).hasSize(3);
    assertThat(rig.header(1, TelemetryHeaders.PATH)).isEqualTo(rig.path("a.log").toString());
  }

  @Test
  void sendsAgainFromTheFirstUnacknowledged_whenSendingFails() throws Exception {
    rig.sink.acknowledgesAtOnce = false;
    rig.append("a.log", "one\ntwo\nthree\n");
    rig.after(0).after(Rig.JOIN_MS);
    rig.sink.acknowledge(1);
    rig.sink.fail(1);

    rig.after(0);
    rig.sink.acknowledgesAtOnce = true;
    rig.after(500);

    assertThat(rig.values()).isEqualTo("one|two|two|three");
    assertThat(Reader.of(rig.sink.topic).lines).containsExactly("one", "two", "three");
  }

  @Test
  void keepsIdentitiesApart_whenFilesAreEqual() throws Exception {
    rig.append("a.log", "same\n");
    rig.append("b.log", "same\n");

    rig.after(0).after(Rig.JOIN_MS);

    assertThat(rig.values()).isEqualTo("same|same");
  }

  @Test
  void followsAll_whenFewerMayBeOpen() throws Exception {
    rig.openFilesMax = 2;
    rig.start();
    for (int i = 0; i < 6; i++) {
      rig.append("f" + i + ".log", "first " + i + "\n");
    }
    for (int i = 0; i < 10; i++) {
      rig.after(200).after(Rig.JOIN_MS);
    }
    for (int i = 0; i < 6; i++) {
      rig.append("f" + i + ".log", "second " + i + "\n");
    }
    for (int i = 0; i < 10; i++) {
      rig.after(200).after(Rig.JOIN_MS);
    }

    assertThat(Reader.of(rig.sink.topic).lines).hasSize(12).doesNotHaveDuplicates();
  }

  @Test
  void refusesStateFolder_whenAnotherShipperHasIt() {
    Rig second = rig;

    assertThatThrownBy(() -> new StateFile(folder.resolve("state")).open())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is in use by another shipper. Stop that one");
    assertThat(second.faults).isEmpty();
  }
}
