// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.launcher.embedded.UpSettings;
import backbone.service.Settings;
import backbone.service.SettingsShape;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints settings with where each comes from. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Prints every setting with its value and where that comes from.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./backbone config", "  ./backbone config shipper --config shipper.yaml"})
final class ConfigCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "PART",
      defaultValue = "up",
      description =
          "up, shipper, gateway, jobs, connect, console or demo (default: ${DEFAULT-VALUE}).")
  private String part;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings in YAML.")
  private Path config;

  @Override
  public Integer call() {
    SettingsShape shape = part.equals("up") ? new UpSettings() : PartCatalogue.named(part);
    Settings settings = Settings.load(shape, config, System.getenv(), Map.of());
    for (Settings.Entry entry : settings.entries()) {
      UpCommand.say(
          String.format(
              Locale.ROOT,
              "%-32s %-28s %s",
              entry.key(),
              entry.value(),
              entry.origin().name().toLowerCase(Locale.ROOT)));
      if (!entry.documentation().isBlank()) {
        UpCommand.say("    " + entry.documentation());
      }
    }
    return 0;
  }
}
