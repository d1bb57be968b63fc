// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.service.PartFactory;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** What the launcher knows, for tests in other packages: its parts and its commands. */
public final class Declared {

  private Declared() {}

  /** Every part that {@code ./backbone run} knows. */
  public static List<PartFactory> parts() {
    return Stream.of(PartCatalogue.names().split(", ")).map(PartCatalogue::named).toList();
  }

  /** The command line as {@link Main} has it; parsing with it runs nothing. */
  public static CommandLine commands() {
    return new CommandLine(Main.class).setCaseInsensitiveEnumValuesAllowed(true);
  }
}
