// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What runs on a data folder, as the launcher writes it down: for {@code status}, {@code down}, and
 * to recognise what a killed launcher left behind.
 *
 * @param launcher the launcher's process
 * @param portBase 0 for the usual ports
 * @param shipper whether a shipper runs
 * @param jaeger whether kept traces go to a Jaeger too
 * @param parts the parts in the order of their start
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunState(
    Running launcher,
    int portBase,
    String bootstrap,
    String elasticsearch,
    boolean shipper,
    boolean jaeger,
    List<PartState> parts) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Start times are counted from the boot time, which the kernel rounds to seconds. */
  private static final long CLOCK_SLACK_MS = 2_000;

  /** One part. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record PartState(
      String name, String state, String detail, int restarts, List<Running> processes) {}

  /** A process that a pid alone does not name: pids are used again. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Running(long pid, long startedMs) {

    public static Running of(ProcessHandle process) {
      return new Running(process.pid(), startedMs(process));
    }

    /** The process, if it is still the same one. */
    public Optional<ProcessHandle> handle() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(process -> Math.abs(startedMs(process) - startedMs) <= CLOCK_SLACK_MS);
    }

    private static long startedMs(ProcessHandle process) {
      return process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
    }
  }

  /** Reads the state of a folder; empty when nothing ever ran on it. */
  public static Optional<RunState> read(Path file) throws IOException {
    return Files.exists(file)
        ? Optional.of(JSON.readValue(file.toFile(), RunState.class))
        : Optional.empty();
  }

  /** Replaces the file at once, so that a reader never sees half of it. */
  public void write(Path file) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    JSON.writeValue(next.toFile(), this);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Whether the launcher that wrote this still runs. */
  public boolean alive() {
    return launcher.handle().isPresent();
  }
}
