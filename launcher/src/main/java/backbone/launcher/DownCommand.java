// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.launcher.embedded.DataFolder;
import backbone.launcher.embedded.Leftovers;
import backbone.launcher.embedded.RunState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops what runs on a data folder. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Stops a backbone that was started on this machine.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./backbone down", "  ./backbone down --purge   and remove everything it has kept"})
final class DownCommand implements Callable<Integer> {

  private static final Duration GRACE = Duration.ofSeconds(15);

  @Mixin private DataOption data;

  @Option(names = "--purge", description = "Remove the data folder, too.")
  private boolean purge;

  @Override
  public Integer call() throws Exception {
    DataFolder folder = data.folder();
    Optional<RunState> state = RunState.read(folder.state());
    if (state.isPresent()) {
      state.get().launcher().handle().ifPresent(DownCommand::stop);
      Leftovers.end(state.get());
      UpCommand.say("Stopped. data=" + folder.root());
    } else {
      UpCommand.say("Nothing runs. data=" + folder.root());
    }
    if (purge) {
      folder.purge();
      UpCommand.say("Removed. data=" + folder.root());
    }
    return 0;
  }

  private static void stop(ProcessHandle launcher) {
    launcher.destroy();
    try {
      launcher.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      launcher.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
