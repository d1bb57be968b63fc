// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.launcher.bench.BenchCommand;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line: a list of commands and one place that turns faults into one line. */
@Command(
    name = "backbone",
    description = "An event-streaming telemetry backbone on Kafka.",
    mixinStandardHelpOptions = true,
    version = "Telemetry Backbone " + Main.VERSION,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      ServiceCommand.class,
      RunCommand.class,
      TopicsCommand.class,
      RulesCommand.class,
      DemoCommand.class,
      NormalizeCommand.class,
      MaskCommand.class,
      SampleCommand.class,
      ConfigCommand.class,
      BenchCommand.class,
      DistCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./backbone up                                    a demo shop, its logs searchable",
      "  ./backbone up --no-demo --logs '/var/log/*.log'  your own files",
      "  ./backbone demo fault bad-token --for 2m         break something and find it",
      "  ./backbone normalize < app.log                   what the index would get"
    })
public final class Main {

  static final String VERSION = "0.1.0";

  /** Exit code of a fault that the user can mend. */
  static final int FAULT = 1;

  private Main() {}

  /** Only this exits. */
  public static void main(String[] arguments) {
    int code =
        new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler((e, line, parsed) -> fault(e, line))
            .execute(arguments);
    System.exit(code);
  }

  /** Where the project lies; the data folder is below it unless configured. */
  static Path home() {
    return Path.of(System.getProperty("backbone.home", "."));
  }

  private static int fault(Exception e, CommandLine line) throws Exception {
    if (e instanceof ParameterException wrong) {
      throw wrong;
    }
    if (e instanceof IOException
        || e instanceof backbone.service.SettingsException
        || e instanceof IllegalArgumentException
        || e instanceof backbone.schema.registry.RegistryUnavailableException
        || e instanceof backbone.schema.registry.RegistryException) {
      String message = String.valueOf(e.getMessage()).strip();
      for (String problem : message.lines().toList()) {
        line.getErr().println("backbone: " + problem);
      }
      return FAULT;
    }
    throw e;
  }
}
