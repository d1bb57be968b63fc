// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A shipper on a folder of its own, with a clock that the test holds. */
final class Rig {

  static final long JOIN_MS = 300;
  static final long PARTIAL_MS = 5000;

  final Path logs;
  final FakeSink sink = new FakeSink();
  final List<String> faults = new ArrayList<>();
  final List<String> skipped = new ArrayList<>();
  int rotations;
  int truncations;
  boolean followsLinks = true;
  int lineBytesMax = 1024;
  int openFilesMax = 100;
  long nowMs = 1_000_000;
  Watch.Backlog backlog;

  private final Path state;
  private final List<Input> inputs;
  private Follower follower;
  private StateFile stateFile;

  Rig(Path folder, String... globs) throws IOException {
    logs = Files.createDirectories(folder.resolve("logs"));
    state = folder.resolve("state");
    List<String> paths = new ArrayList<>();
    for (String glob : globs) {
      paths.add(logs + "/" + glob);
    }
    inputs = List.of(new Input(paths, List.of(), "shop", "prod", "kr", "red"));
  }

  /** A new process: nothing of the one before is left but its state file. */
  Rig start() throws IOException {
    if (stateFile != null) {
      stateFile.close();
    }
    stateFile = new StateFile(state);
    follower =
        new Follower(
            new Setup(
                new Scan(inputs, List.of(state), followsLinks),
                stateFile,
                sink,
                new Limits(200, JOIN_MS, PARTIAL_MS, lineBytesMax, openFilesMax),
                new Envelope.Home("raw", "host-a", "Asia/Seoul"),
                () -> (bytes, event, from, to) -> bytes[from] == '\t',
                Clock.systemUTC(),
                new Watch() {
                  @Override
                  public void fileFault(String subject, Exception cause) {
                    faults.add(subject + ": " + cause);
                  }

                  @Override
                  public void skipped(Path file, String reason) {
                    skipped.add(file.getFileName() + " " + reason);
                  }

                  @Override
                  public void rotated() {
                    rotations++;
                  }

                  @Override
                  public void truncated() {
                    truncations++;
                  }

                  @Override
                  public void turned(Backlog now) {
                    backlog = now;
                  }
                }));
    return this;
  }

  void stop() throws IOException {
    follower.close();
  }

  /** Time passes, then the shipper looks until it has nothing more to do. */
  Rig after(long ms) {
    nowMs += ms;
    for (int i = 0; i < 10_000 && follower.tick(nowMs); i++) {
      if (sink.pending() >= sink.capacity) {
        return this;
      }
    }
    return this;
  }

  boolean tick(long ms) {
    nowMs += ms;
    return follower.tick(nowMs);
  }

  Path path(String name) {
    return logs.resolve(name);
  }

  void append(String name, String text) throws IOException {
    Files.writeString(
        path(name), text, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  void rename(String from, String to) throws IOException {
    Files.move(path(from), path(to));
  }

  void copy(String from, String to) throws IOException {
    Files.copy(path(from), path(to));
  }

  void empty(String name) throws IOException {
    Files.write(path(name), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
  }

  String values() {
    List<String> values = new ArrayList<>();
    sink.topic.forEach(r -> values.add(new String(r.value(), UTF_8)));
    return String.join("|", values);
  }

  List<String> origins() {
    return sink.topic.stream()
        .map(r -> Reader.header(r, backbone.schema.TelemetryHeaders.ORIGIN))
        .map(o -> o.substring(o.indexOf(':') + 1))
        .toList();
  }

  String header(int index, String name) {
    return Reader.header(sink.topic.get(index), name);
  }
}
