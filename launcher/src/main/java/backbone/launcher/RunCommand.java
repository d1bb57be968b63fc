// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.service.PartFactory;
import backbone.service.PartRunner;
import backbone.service.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one part against a cluster that exists. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs one part against your own Kafka, registry and Elasticsearch.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./backbone run shipper --config shipper.yaml",
      "  ./backbone run jobs --config jobs.yaml",
      "  ./backbone run connect --config connect.yaml   a Connect worker with our sinks"
    })
final class RunCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "PART",
      description = "shipper, gateway, jobs, connect, console or demo.")
  private String part;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "Settings in YAML; deploy/config has one for each part.")
  private Path config;

  @Override
  public Integer call() throws Exception {
    PartFactory factory = PartCatalogue.named(part);
    Settings settings = Settings.load(factory, config, System.getenv(), Map.of());
    PartRunner.run(factory, settings);
    return 0;
  }
}
