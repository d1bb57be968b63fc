// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.launcher.embedded.DataFolder;
import backbone.launcher.embedded.RunState;
import backbone.launcher.embedded.StatusReport;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells how a backbone on this machine is. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Tells how the parts are and how far they have come.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:healthy", "1:degraded", "3:not running"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./backbone status",
      "  ./backbone status --json | python3 -c 'import json,sys; print(json.load(sys.stdin)[\"caughtUp\"])'"
    })
final class StatusCommand implements Callable<Integer> {

  private static final int DEGRADED = 1;
  private static final int NOT_RUNNING = 3;

  @Mixin private DataOption data;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    DataFolder folder = data.folder();
    Optional<RunState> state = RunState.read(folder.state()).filter(RunState::alive);
    if (state.isEmpty()) {
      UpCommand.say(
          json
              ? "{\"caughtUp\":false,\"parts\":[],\"ledger\":{}}"
              : "Not running. Start it with ./backbone up. data=" + folder.root());
      return NOT_RUNNING;
    }
    StatusReport report = StatusReport.of(state.get());
    if (json) {
      UpCommand.say(report.json());
    } else {
      print(report);
    }
    return report.healthy() ? 0 : DEGRADED;
  }

  private static void print(StatusReport report) {
    for (StatusReport.Part part : report.parts()) {
      UpCommand.say(
          String.format(
              Locale.ROOT,
              "%-14s %-10s %6.1f s behind  %s",
              part.name(),
              part.state(),
              part.lagSeconds(),
              part.detail()));
    }
    UpCommand.say(report.caughtUp() ? "Caught up." : "Not caught up yet.");
  }
}
