// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A server that is no Java program, such as Prometheus. A shell stands before it that ends it when
 * our end of the shell's standard input closes, which happens however hard we die.
 */
public final class ProgramServer implements Server {

  /**
   * Reads what never comes: only the end of it matters. A shell gives what it starts in the
   * background no standard input of its own, hence descriptor 3.
   */
  private static final String UNTIL_PARENT_ENDS =
      """
      exec 3<&0
      "$@" <&- 3<&- &
      program=$!
      trap 'kill $program 2>/dev/null' TERM INT
      (while read -r line <&3; do :; done; kill $program 2>/dev/null) &
      watch=$!
      wait $program
      code=$?
      while kill -0 $program 2>/dev/null; do wait $program; code=$?; done
      kill $watch 2>/dev/null
      exit $code
      """;

  /**
   * What to start.
   *
   * @param name for people and for the log file
   * @param command program and arguments
   * @param environment added to ours
   * @param folder where it runs; made when it is not there
   * @param log file for the process's output
   * @param readyUrl page that answers 200 when it is up
   */
  public record Config(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path folder,
      Path log,
      String readyUrl) {}

  private final Config config;
  private ServerProcess process;

  public ProgramServer(Config config) {
    this.config = config;
  }

  @Override
  public void start() throws IOException {
    Files.createDirectories(config.folder());
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", UNTIL_PARENT_ENDS, "sh"));
    command.addAll(config.command());
    process =
        ServerProcess.start(
            new ServerProcess.Spec(
                config.name(), command, config.environment(), config.folder(), config.log()));
  }

  @Override
  public boolean ready() {
    return Probe.page(config.readyUrl());
  }

  @Override
  public ServerProcess process() {
    return process;
  }
}
