// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that happens to log files, in random order, with crashes and failed sends: each line
 * arrives, and a reader that looks at the ranges sees none twice.
 */
class TortureTest {

  private static final int STEPS = 400;
  private static final String[] NAMES = {"a.log", "b.log", "c.log"};
  private static final Pattern TOKEN = Pattern.compile("line-\\d+-end");

  @TempDir Path folder;
  private Random random;
  private Rig rig;
  private boolean copiesMatch;
  private int style;
  private int rotations;
  private final List<String> written = new ArrayList<>();
  private final List<String> story = new ArrayList<>();

  static LongStream seeds() {
    long first = Long.getLong("proofs.seed", 0);
    return LongStream.range(first, first + Integer.getInteger("proofs.runs", 3) * 10L);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void losesAndRepeatsNothing_whenFilesAreTortured(long seed) throws Exception {
    random = new Random(seed);
    copiesMatch = random.nextBoolean();
    style = random.nextInt(3);
    rig = new Rig(folder, copiesMatch ? "*.log*" : "*.log");
    rig.lineBytesMax = 2048;
    rig.openFilesMax = 40;
    rig.sink.acknowledgesAtOnce = false;
    rig.start();

    for (int i = 0; i < STEPS; i++) {
      step();
    }
    quiesce();

    Reader reader = Reader.of(rig.sink.topic);
    String told = "proofs.seed=" + seed + " " + story;
    assertThat(reader.faults).as(told).isEmpty();
    List<String> found = tokens(reader.lines);
    List<String> lost = new ArrayList<>(written);
    lost.removeAll(new HashSet<>(found));
    assertThat(lost).as("lost, " + told).isEmpty();
    Set<String> once = new HashSet<>();
    found.removeIf(once::add);
    assertThat(found).as("doubled, " + told).isEmpty();
  }

  private void step() throws IOException {
    String name = NAMES[random.nextInt(NAMES.length)];
    switch (random.nextInt(20)) {
      case 0 -> rename(name);
      case 1 -> copyTruncate(name);
      case 2 -> truncate(name);
      case 3 -> delete();
      case 4 -> crash();
      case 5 -> fail();
      case 6, 7, 8, 9 -> rig.tick(random.nextInt(700));
      case 10 -> rig.tick(random.nextInt(8000));
      case 11, 12 -> rig.sink.acknowledge(random.nextInt(20));
      case 13 -> rig.sink.capacity = 1 + random.nextInt(30);
      default -> append(name);
    }
  }

  private void append(String name) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(12); i > 0; i--) {
      String token = "line-" + written.size() + "-end";
      written.add(token);
      String line = (random.nextInt(4) == 0 ? "\t" : "") + token;
      line += " ".repeat(random.nextInt(40)) + "x".repeat(random.nextInt(60));
      line += random.nextInt(200) == 0 ? "y".repeat(9000) : "";
      text.append(styled(line));
    }
    boolean uncut = text.length() < 1500; // what follows a cut is not in the record
    if (uncut && random.nextInt(4) == 0) {
      text.setLength(text.length() - 1);
    }
    rig.append(name, text.toString());
    say("append " + name);
  }

  /** As a program writes it, or as one of the container runtimes does, now and then in parts. */
  private String styled(String line) {
    String stream = random.nextInt(3) == 0 ? "stderr" : "stdout";
    boolean part = random.nextInt(4) == 0;
    return switch (style) {
      case 0 -> line + (random.nextInt(5) == 0 ? "\r\n" : "\n") + (part ? "\n" : "");
      case 1 -> ContainerTest.cri(stream + (part ? " P " : " F ") + line);
      default -> ContainerTest.docker(line.replace("\t", "\\t") + (part ? "" : "\\n"), stream);
    };
  }

  private void rename(String name) throws IOException {
    if (known(name, 1)) {
      rig.rename(name, name + "." + ++rotations);
      say("rename " + name + " to " + rotations);
    }
  }

  private void copyTruncate(String name) throws IOException {
    if (known(name, 1200)) {
      say("copytruncate " + name + " to " + (rotations + 1));
      rig.copy(name, name + "." + ++rotations);
      if (random.nextBoolean()) {
        rig.tick(random.nextInt(400));
      }
      rig.empty(name);
    }
  }

  private void truncate(String name) throws IOException {
    if (Files.exists(rig.path(name))) {
      quiesce();
      rig.empty(name);
      say("truncate " + name);
    }
  }

  /** A file that is deleted lives on in the open handle, so there is no crash before the drain. */
  private void delete() throws IOException {
    List<Path> files;
    try (var all = Files.list(rig.logs)) {
      files = all.sorted().toList();
    }
    if (!files.isEmpty()) {
      Path victim = files.get(random.nextInt(files.size()));
      quiesce();
      Files.delete(victim);
      say("delete " + victim.getFileName());
      quiesce();
    }
  }

  private void crash() throws IOException {
    say("crash");
    rig.sink.crash(random.nextInt(10));
    rig.start();
  }

  private void fail() {
    say("fail");
    rig.sink.fail(random.nextInt(10));
  }

  /** Whether a file has some content that the shipper has had the time to save the mark of. */
  private boolean known(String name, long bytesMin) throws IOException {
    Path path = rig.path(name);
    if (!Files.exists(path) || Files.size(path) < bytesMin) {
      return false;
    }
    for (int i = 0; i < 12; i++) {
      rig.tick(1001);
      rig.sink.acknowledge(100);
    }
    return true;
  }

  private void quiesce() {
    int capacity = rig.sink.capacity;
    rig.sink.capacity = Integer.MAX_VALUE;
    for (int i = 0; i < 40; i++) {
      rig.tick(1001);
      rig.sink.acknowledge(Integer.MAX_VALUE);
    }
    rig.sink.capacity = capacity;
    say("quiesce");
  }

  private void say(String what) {
    story.add(what + "@" + rig.nowMs);
  }

  private static List<String> tokens(List<String> lines) {
    List<String> tokens = new ArrayList<>();
    for (String line : lines) {
      Matcher matcher = TOKEN.matcher(line);
      while (matcher.find()) {
        tokens.add(matcher.group());
      }
    }
    return tokens;
  }
}
