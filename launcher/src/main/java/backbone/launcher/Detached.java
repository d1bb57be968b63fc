// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.launcher.embedded.DataFolder;
import backbone.launcher.embedded.UpSettings.Up;
import backbone.servers.JavaCommand;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Starts a launcher in the background and waits until it says that it is ready, or ends. */
final class Detached {

  private static final long PAUSE_MS = 200;
  private static final String READY = "Ready after";
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Path NOTHING = Path.of("/dev/null");

  private final Up up;
  private final DataFolder folder;

  Detached(Up up) {
    this.up = up;
    this.folder = new DataFolder(up.data());
  }

  /**
   * Starts the same command without {@code --detach}.
   *
   * @return 0 when everything is healthy, else what the launcher returned
   */
  int start(List<String> arguments) throws IOException, InterruptedException {
    folder.open();
    Path log = Files.createTempFile(folder.logs(), "launcher-", ".log");
    long begun = System.nanoTime();
    Process launcher =
        new ProcessBuilder(command(arguments))
            .redirectInput(NOTHING.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    while (launcher.isAlive() && !Files.readString(log).contains(READY)) {
      Thread.sleep(PAUSE_MS);
    }
    if (!launcher.isAlive()) {
      System.err.print(Files.readString(log));
      Files.deleteIfExists(log);
      return Math.max(Main.FAULT, launcher.exitValue());
    }
    Files.move(log, folder.log("launcher"), StandardCopyOption.REPLACE_EXISTING);
    UpCommand.print(up, (System.nanoTime() - begun) / 1e9);
    UpCommand.say("Stop it with:     ./backbone down");
    return 0;
  }

  private static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString());
    }
    command.add(JavaCommand.java());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-X") || option.startsWith("-Dbackbone."))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    arguments.stream().filter(word -> !word.equals("--detach")).forEach(command::add);
    return command;
  }
}
