// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * A program with a log of numbered lines, and what rotates that log. One thread does both, so a
 * copy that is made before a truncation holds all that was written, and what arrives is known
 * exactly.
 */
final class LogWriter implements Callable<List<String>> {

  private static final long PAUSE_MS_MAX = 25;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Path state;
  private final Random random;
  private final int style;
  private final String name;
  private final List<String> written = new ArrayList<>();
  private final List<Path> rotated = new ArrayList<>();
  private volatile boolean stopped;
  private int rotations;
  private int copies;
  private int deletions;

  LogWriter(Path folder, String name, int style, long seed) {
    this.file = folder.resolve("logs").resolve(name + ".log");
    this.state = folder.resolve("state").resolve("files.json");
    this.name = name;
    this.style = style;
    this.random = new Random(seed);
  }

  void stop() {
    stopped = true;
  }

  /** What was done to the file; only of a writer that has stopped. */
  String deeds() {
    return (rotations - copies)
        + " renames, "
        + copies
        + " copytruncates, "
        + deletions
        + " deletions";
  }

  /** Writes until it is stopped; gives the tokens of all lines. */
  @Override
  public List<String> call() throws Exception {
    while (!stopped) {
      step();
      Thread.sleep(random.nextLong(PAUSE_MS_MAX));
    }
    return written;
  }

  private void step() throws Exception {
    switch (random.nextInt(60)) {
      case 0 -> rename();
      case 1 -> copyTruncate();
      case 2 -> delete();
      default -> append();
    }
  }

  private void append() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(20); i > 0; i--) {
      String token = name + "-" + written.size() + "-end";
      written.add(token);
      String line = random.nextInt(4) == 0 ? "\tat " + token : "INFO  " + token;
      text.append(styled(line + "x".repeat(random.nextInt(100))));
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    int half = random.nextInt(bytes.length);
    write(bytes, 0, half);
    if (random.nextInt(4) == 0) {
      Thread.sleep(random.nextLong(PAUSE_MS_MAX));
    }
    write(bytes, half, bytes.length);
  }

  private void write(byte[] bytes, int from, int to) throws IOException {
    byte[] part = java.util.Arrays.copyOfRange(bytes, from, to);
    Files.write(file, part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private String styled(String line) {
    String stream = random.nextInt(3) == 0 ? "stderr" : "stdout";
    boolean part = random.nextInt(5) == 0;
    return switch (style) {
      case 0 -> line + "\n";
      case 1 -> ContainerTest.cri(stream + (part ? " P " : " F ") + line);
      default -> ContainerTest.docker(line.replace("\t", "\\t") + (part ? "" : "\\n"), stream);
    };
  }

  private void rename() throws IOException {
    if (Files.exists(file)) {
      Files.move(file, next());
    }
  }

  /** Only a file that the shipper can tell from others: a short one's copy is one of its own. */
  private void copyTruncate() throws IOException {
    if (Files.exists(file) && known(file, "head", Mark.LENGTH_MAX)) {
      Files.copy(file, next());
      copies++;
      Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    }
  }

  /** Only a file that is in Kafka; its inode is soon another one's. */
  private void delete() throws IOException {
    Path victim = rotated.isEmpty() ? null : rotated.get(0);
    if (victim != null && known(victim, "acked", Files.size(victim))) {
      Files.delete(victim);
      rotated.remove(0);
      deletions++;
    }
  }

  private Path next() {
    Path path = file.resolveSibling(file.getFileName() + "." + ++rotations);
    rotated.add(path);
    return path;
  }

  /** Whether the checkpoint has at least so much of a file. */
  private boolean known(Path path, String what, long least) throws IOException {
    if (!Files.exists(state)) {
      return false;
    }
    String key = FileKey.of(path).text(); // else the name may be that of the file before
    for (JsonNode saved : JSON.readTree(Files.readAllBytes(state)).path("files")) {
      JsonNode value = saved.path(what);
      long bytes = value.isObject() ? value.path("length").asLong() : value.asLong();
      if (saved.path("at").asText().equals(path.toString())
          && saved.path("key").asText().equals(key)
          && bytes >= least) {
        return true;
      }
    }
    return false;
  }
}
