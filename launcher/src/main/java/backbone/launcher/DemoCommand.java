// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.producer.demo.Fault;
import backbone.producer.demo.FaultSwitch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Breaks the demo shop on purpose. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Switches faults of the demo shop on and off.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./backbone demo fault bad-token --for 2m", "  ./backbone demo fault off"})
final class DemoCommand {

  @Command(
      name = "fault",
      mixinStandardHelpOptions = true,
      description =
          "Switches a fault on: bad-token, slow-redis, slow-inventory, error-burst, cpu-burn; or off.",
      footerHeading = "%nExamples:%n",
      footer = {"  ./backbone demo fault bad-token --for 2m", "  ./backbone demo fault off"})
  Integer fault(
      @Parameters(paramLabel = "FAULT", description = "Name of the fault, or off.") String name,
      @Option(
              names = "--for",
              paramLabel = "TIME",
              defaultValue = "2m",
              description = "How long, such as 30s or 2m (default: ${DEFAULT-VALUE}).")
          String time,
      @Mixin DataOption data)
      throws IOException {
    Path file = data.folder().demoFault();
    if (!java.nio.file.Files.isDirectory(data.folder().demoLogs())) {
      throw new IOException(
          "no demo has run in " + data.folder().root() + ". Start it with ./backbone up");
    }
    if (name.equals("off")) {
      FaultSwitch.off(file);
      UpCommand.say("Off.");
    } else {
      FaultSwitch.Order order = FaultSwitch.on(file, Fault.of(name), duration(time));
      UpCommand.say(order.fault().label() + " is on until " + order.until() + ".");
    }
    return 0;
  }

  /** {@code 90}, {@code 90s}, {@code 2m}, {@code 1h}. */
  static Duration duration(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    String spelled =
        Character.isDigit(upper.isEmpty() ? '?' : upper.charAt(upper.length() - 1))
            ? upper + "S"
            : upper;
    try {
      return Duration.parse("PT" + spelled);
    } catch (java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException(text + " is no time. Write it like 30s, 2m or 1h", e);
    }
  }
}
