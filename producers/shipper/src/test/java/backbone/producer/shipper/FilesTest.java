// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What else lies in log folders, and what else befalls files. */
class FilesTest {

  private static final String LINES = "the first line of a file\nthe second line\n";

  @TempDir Path folder;
  private Rig rig;

  @BeforeEach
  void makeRig() throws IOException {
    rig = new Rig(folder, "**").start();
  }

  @Test
  void passesCompressedFilesBy_whateverTheirNames() throws Exception {
    Files.write(rig.path("a.log.1.gz"), gzip());
    Files.write(rig.path("a.log.2"), gzip());
    rig.append("a.log", "one\n");
    look();
    look();

    assertThat(rig.values()).isEqualTo("one");
    assertThat(rig.skipped)
        .containsExactlyInAnyOrder("a.log.1.gz compressed", "a.log.2 compressed");
    assertThat(rig.backlog.openFiles()).isEqualTo(1);
  }

  @Test
  void readsOnlyRegularFiles_whenOthersMatch() throws Exception {
    Files.createDirectory(rig.path("folder.log"));
    boolean made =
        new ProcessBuilder("mkfifo", rig.path("pipe.log").toString()).start().waitFor() == 0;
    assumeTrue(made, "There is no mkfifo here.");
    Files.createSymbolicLink(rig.path("device.log"), Path.of("/dev/zero"));
    Files.createSymbolicLink(rig.path("dangling.log"), rig.path("nothing"));
    rig.append("a.log", "one\n");
    look();

    assertThat(rig.values()).isEqualTo("one");
    assertThat(rig.faults).isEmpty();
  }

  @Test
  void followsLinks_asAFarmOfThemHasIt() throws Exception {
    Path pods = Files.createDirectories(folder.resolve("pods/shop_web-1_uid/web"));
    Path file = Files.writeString(pods.resolve("0.log"), "one\n");
    Files.createSymbolicLink(rig.path("web-1_shop_web.log"), file);
    Files.createSymbolicLink(rig.path("again.log"), file);
    Files.createSymbolicLink(rig.path("circle"), rig.logs);
    look();
    rig.sink.crash(0);
    Files.writeString(file, "one\ntwo\n");
    Files.move(file, pods.resolve("0.log.20260301-140509"));
    Files.writeString(file, "three\n");
    rig.start();
    look();

    assertThat(Reader.of(rig.sink.topic).lines).containsExactlyInAnyOrder("one", "two", "three");
  }

  @Test
  void passesLinksBy_whenTheyAreNotToBeFollowed() throws Exception {
    rig.followsLinks = false;
    rig.start();
    Files.createSymbolicLink(rig.path("link.log"), Files.writeString(folder.resolve("x"), "x\n"));
    Files.createSymbolicLink(rig.path("folder"), Files.createDirectory(folder.resolve("y")));
    Files.writeString(folder.resolve("y/y.log"), "y\n");
    rig.append("a.log", "one\n");
    look();

    assertThat(rig.values()).isEqualTo("one");
  }

  @Test
  void goesOn_whenItsHandlesAreOfNoUseAnyMore() throws Exception {
    rig.append("a.log", "one\nbegun");
    rig.after(0);
    rig.append("a.log", " and done\n");
    Thread.currentThread().interrupt(); // closes every file that is read
    rig.tick(0);
    Thread.interrupted();
    look();

    assertThat(Reader.of(rig.sink.topic).lines).containsExactly("one", "begun and done");
    assertThat(rig.faults).isNotEmpty();
  }

  @Test
  void shipsWhatItHolds_whenAFileAndItsHandleAreGone() throws Exception {
    rig.append("a.log", "one\nbegun");
    rig.after(0);
    Files.delete(rig.path("a.log"));
    Thread.currentThread().interrupt();
    rig.tick(0);
    Thread.interrupted();
    rig.after(Rig.PARTIAL_MS).after(Rig.JOIN_MS);

    assertThat(Reader.of(rig.sink.topic).lines).containsExactly("one", "begun");
  }

  @Test
  void readsItAnew_whenAnIdleFileIsWrittenAnewWithTheSameSize() throws Exception {
    rig.append("a.log", LINES);
    look();
    Files.writeString(rig.path("a.log"), LINES.toUpperCase(java.util.Locale.ROOT), UTF_8);
    look();
    look();

    assertThat(rig.values()).endsWith("|THE FIRST LINE OF A FILE|THE SECOND LINE");
    assertThat(rig.truncations).isEqualTo(1);
  }

  @Test
  void startsAtTheBeginning_whenAClosedFilesInodeIsAnotherFilesByNow() throws Exception {
    rig.openFilesMax = 1;
    rig.start();
    rig.append("a.log", LINES);
    look();
    rig.append("b.log", "b\n");
    look();
    rig.rename("a.log", "c.log");
    Files.writeString(rig.path("c.log"), LINES.toUpperCase(java.util.Locale.ROOT), UTF_8);
    look();
    look();

    int last = rig.sink.topic.size() - 1;
    assertThat(rig.values()).endsWith("|THE FIRST LINE OF A FILE|THE SECOND LINE");
    assertThat(rig.header(last, "telemetry-path")).endsWith("/c.log");
    assertThat(rig.origins()).endsWith("0:0-25", "0:25-41");
  }

  @Test
  void startsAtTheBeginning_whenAnInodeWasReusedWhileItWasAway() throws Exception {
    rig.append("a.log", LINES);
    look();
    rig.stop();
    rig.rename("a.log", "z.log");
    Files.writeString(
        rig.path("z.log"), "another file that is a good deal longer\n" + LINES, UTF_8);
    rig.start();
    look();

    assertThat(rig.sink.topic).hasSize(5);
    assertThat(rig.header(4, "telemetry-path")).endsWith("/z.log");
  }

  @Test
  void shipsAllLines_whenCopyTruncateComesWhileItIsAway() throws Exception {
    StringBuilder first = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      first.append("line number ").append(i).append('\n');
    }
    rig.append("a.log", first.substring(0, 400));
    look();
    rig.stop();
    rig.append("a.log", first.substring(400));
    rig.copy("a.log", "a.log.1");
    rig.empty("a.log");
    rig.append("a.log", "line number 100\n");
    rig.start();
    look();
    look();

    Reader reader = Reader.of(rig.sink.topic);
    assertThat(reader.faults).isEmpty();
    assertThat(String.join("\n", reader.lines) + "\n").isEqualTo(first + "line number 100\n");
  }

  @Test
  void goesOnAndRemembersLater_whenTheDiskOfItsStateIsFull() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "There is no /dev/full here.");
    rig.append("a.log", "one\n");
    look();
    Path next = folder.resolve("state/files.json.next");
    Files.createSymbolicLink(next, Path.of("/dev/full"));
    rig.append("a.log", "two\n");
    rig.append("new.log", "three\n");
    rig.after(1_000).after(Rig.JOIN_MS);
    assertThat(rig.values()).isEqualTo("one|two");
    assertThat(rig.backlog.faults()).isPositive();
    assertThat(rig.faults).anyMatch(fault -> fault.contains("shipper.state.dir"));

    Files.delete(next);
    rig.after(1_000).after(Rig.JOIN_MS);
    rig.stop();
    rig.start();
    look();
    assertThat(rig.values()).isEqualTo("one|two|three");
    assertThat(rig.backlog.faults()).isZero();
  }

  @Test
  void sendsNothingAgain_whenMoreFilesAreKnownThanOpenAndWeeksGoBy() throws Exception {
    int files = 150;
    for (int i = 0; i < files; i++) {
      rig.append("f" + i, "line of file " + i + "\n");
    }
    for (int i = 0; i < 5; i++) {
      look();
    }
    assertThat(rig.sink.topic).hasSize(files);
    assertThat(rig.backlog.openFiles()).isLessThanOrEqualTo(100);
    rig.after(Duration.ofDays(21).toMillis());
    rig.stop();
    rig.start();
    look();
    look();

    assertThat(rig.sink.topic).hasSize(files);
  }

  @Test
  void missesNone_whenAFileIsRotatedTwiceBetweenTwoLooks() throws Exception {
    rig.append("a.log", "one\n");
    look();
    rig.rename("a.log", "a.log.1");
    rig.append("a.log", "two\n");
    rig.rename("a.log.1", "a.log.2");
    rig.rename("a.log", "a.log.1");
    rig.append("a.log", "three\n");
    look();

    assertThat(Reader.of(rig.sink.topic).lines).containsExactlyInAnyOrder("one", "two", "three");
  }

  private void look() {
    rig.after(200).after(Rig.JOIN_MS).after(1_000);
  }

  private static byte[] gzip() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(LINES.getBytes(UTF_8));
    }
    return out.toByteArray();
  }
}
