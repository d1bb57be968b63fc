// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwinsTest {

  private static final String LINES = "the first line\nthe second line\nthe third line\n";
  private static final String EVENTS = "the first line|the second line|the third line";

  @TempDir Path folder;
  private Rig rig;

  @BeforeEach
  void makeRig() throws IOException {
    rig = new Rig(folder, "*.log*").start();
  }

  @Test
  void shipsBothFiles_whenTheyHaveTheSameLinesAndRelatedNames() throws Exception {
    rig.append("app-1.log", LINES);
    rig.after(0).after(Rig.JOIN_MS);
    rig.append("app-10.log", LINES);

    rig.after(200).after(Rig.JOIN_MS).after(Twins.STILL_MS).after(Rig.JOIN_MS);

    assertThat(rig.values()).isEqualTo(EVENTS + "|" + EVENTS);
  }

  @Test
  void shipsTheNewFile_whenItGrowsAsTheOldOneDid() throws Exception {
    rig.append("app.log", LINES.repeat(40));
    rig.after(0).after(Rig.JOIN_MS);
    int before = rig.sink.topic.size();
    rig.rename("app.log", "app.log.1");

    for (int i = 0; i < 35; i++) {
      rig.append("app.log", LINES);
      rig.after(2_000);
    }
    rig.after(Rig.JOIN_MS);

    assertThat(rig.sink.topic).hasSize(before + 3 * 35);
  }

  @Test
  void shipsEachLineOnce_whenItLooksWhileACopyIsBeingMade() throws Exception {
    rig.append("app.log", LINES.repeat(100));
    rig.after(0).after(Rig.JOIN_MS);
    byte[] all = Files.readAllBytes(rig.path("app.log"));

    Files.write(rig.path("app.log.1"), java.util.Arrays.copyOf(all, 2_000));
    rig.after(200);
    Files.write(rig.path("app.log.1"), all);
    rig.after(200);
    rig.empty("app.log");
    Files.writeString(rig.path("app.log"), "after\n", UTF_8);
    rig.after(200).after(Rig.JOIN_MS).after(Twins.WAIT_MS).after(Rig.JOIN_MS);

    assertThat(rig.sink.topic).hasSize(301);
    assertThat(rig.values()).endsWith("|after");
  }

  @Test
  void takesNoNewFileForACopy_whenItBeginsLikeTheOneThatWasEmptied() throws Exception {
    rig.append("app.log", "2026-03-01 14:05:09 started\n" + LINES);
    rig.after(0).after(Rig.JOIN_MS);
    rig.append("app.log.1", "2026-03-01 14:05:09 st");
    rig.empty("app.log");
    rig.tick(0);
    rig.append("app.log.1", "opped\n");
    rig.after(200).after(Rig.JOIN_MS).after(Rig.JOIN_MS);

    assertThat(rig.values()).endsWith("|2026-03-01 14:05:09 stopped");
  }

  @Test
  void goesOn_whenASavedNameCannotBeSpeltAnyMore() throws Exception {
    rig.append("a.log", LINES);
    rig.after(0).after(Rig.JOIN_MS).after(1_000);
    rig.stop();
    Path state = folder.resolve("state").resolve("files.json");
    Files.writeString(state, Files.readString(state).replace("a.log", "\\u0000.log"));

    rig.start();
    rig.append("a.log", "the fourth line\n");
    rig.after(0).after(Rig.JOIN_MS);

    assertThat(rig.values()).isEqualTo(EVENTS + "|the fourth line");
  }
}
