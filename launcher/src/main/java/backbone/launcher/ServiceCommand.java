// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.launcher.embedded.DataFolder;
import backbone.launcher.embedded.RunState;
import backbone.launcher.embedded.ServiceReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what arrived from one service, so that who has just connected it sees what is missing. */
@Command(
    name = "service",
    mixinStandardHelpOptions = true,
    description =
        "Tells what arrived from a service in the last 15 minutes; exit code 1 if nothing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./backbone service payment-service",
      "  ./backbone service payment-service --json"
    })
final class ServiceCommand implements Callable<Integer> {

  private static final Duration WINDOW = Duration.ofMinutes(15);

  @Parameters(paramLabel = "NAME", description = "Name of the service, as in service.name.")
  private String service;

  @Option(names = "--json", description = "One line of JSON.")
  private boolean json;

  @Mixin private DataOption data;

  @Override
  public Integer call() throws Exception {
    DataFolder folder = data.folder();
    RunState state =
        RunState.read(folder.state())
            .filter(RunState::alive)
            .orElseThrow(
                () ->
                    new IOException(
                        "nothing runs on "
                            + folder.root()
                            + ". Start it with `./backbone up`, or name its folder with --data"));
    ServiceReport report = ServiceReport.of(state, service, WINDOW, Instant.now());
    UpCommand.say(json ? report.json() : report.text());
    return report.anything() ? 0 : 1;
  }
}
