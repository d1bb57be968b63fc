// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A child process whose output goes to a bounded log and whose life ends with ours. */
public final class ServerProcess implements AutoCloseable {

  /** Time for a graceful stop before the process is killed. */
  public static final Duration STOP = Duration.ofSeconds(8);

  private static final Path SETSID = Path.of("/usr/bin/setsid");

  /**
   * What to start.
   *
   * @param name for people and for the log file
   * @param command program and arguments
   * @param environment added to ours
   * @param directory working directory
   * @param log file for standard output and error
   */
  public record Spec(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path directory,
      Path log) {}

  private final Spec spec;
  private final Process process;

  private ServerProcess(Spec spec, Process process) {
    this.spec = spec;
    this.process = process;
  }

  /**
   * Starts a process.
   *
   * @throws IOException when the program cannot be run
   */
  public static ServerProcess start(Spec spec) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(ownSession(spec.command()))
            .directory(spec.directory().toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(spec.environment());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    Thread copier =
        new Thread(
            () -> new RotatingLog(spec.log()).copy(process.getInputStream()), "log-" + spec.name());
    copier.setDaemon(true);
    copier.start();
    return new ServerProcess(spec, process);
  }

  /**
   * In a session of its own a child does not get the terminal's Ctrl-C: who started it stops it, in
   * the right order. Where there is no setsid the child just stops at the same time.
   */
  private static List<String> ownSession(List<String> command) {
    if (!SETSID.toFile().canExecute()) {
      return command;
    }
    List<String> wrapped = new ArrayList<>(List.of(SETSID.toString()));
    wrapped.addAll(command);
    return wrapped;
  }

  public String name() {
    return spec.name();
  }

  public Path log() {
    return spec.log();
  }

  public long pid() {
    return process.pid();
  }

  /** Closes our end of its standard input, as our own end would. */
  void closeInput() throws IOException {
    process.getOutputStream().close();
  }

  /** When the process started; with the pid it names a process for ever. */
  public Instant startedAt() {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Exit code; only of a process that is not alive. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Where to read on, and the last lines of the log. */
  public String why() {
    return "Its log tells why: " + spec.log() + RotatingLog.lastLines(spec.log());
  }

  /** Completes when the process has ended. */
  public CompletableFuture<Void> exited() {
    return process.onExit().thenAccept(p -> {});
  }

  /** The process and its descendants, the process first. */
  public List<ProcessHandle> tree() {
    List<ProcessHandle> tree = new ArrayList<>();
    tree.add(process.toHandle());
    process.descendants().forEach(tree::add);
    return tree;
  }

  /** Ends the process and its descendants at once, as SIGKILL does. */
  public void kill() {
    tree().forEach(ProcessHandle::destroyForcibly);
    await(Duration.ofSeconds(5));
  }

  /** Asks the process to stop and kills what is left of its tree after {@link #STOP}. */
  @Override
  public void close() {
    close(STOP);
  }

  /** As {@link #close()} with a grace time of the caller's. */
  public void close(Duration grace) {
    List<ProcessHandle> tree = tree();
    process.destroy();
    if (!await(grace)) {
      tree.forEach(ProcessHandle::destroyForcibly);
      await(Duration.ofSeconds(2));
    }
    tree.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
  }

  private boolean await(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
