// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.service.PartFactory;
import backbone.service.PartRunner;
import backbone.service.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.cli.ConnectStandalone;
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
      "  ./backbone run connect --config worker.properties   a Connect worker with our sinks"
    })
final class RunCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PART", description = "shipper, jobs, console, demo or connect.")
  private String part;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "Settings in YAML; for connect, the worker's own properties file.")
  private Path config;

  @Override
  public Integer call() throws Exception {
    if (part.equals("connect")) {
      connect();
      return 0;
    }
    PartFactory factory = PartCatalogue.named(part);
    Settings settings = Settings.load(factory, config, System.getenv(), Map.of());
    PartRunner.run(factory, settings);
    return 0;
  }

  /** A file with a group id is a distributed worker's. Our sinks are found without being named. */
  private void connect() throws Exception {
    Properties worker = new Properties();
    try (var in = Files.newBufferedReader(config)) {
      worker.load(in);
    }
    Map<String, String> settings = new java.util.HashMap<>();
    worker.stringPropertyNames().forEach(key -> settings.put(key, worker.getProperty(key)));
    settings.putIfAbsent("plugin.path", System.getProperty("backbone.plugins"));
    settings.putIfAbsent("plugin.discovery", "service_load");
    if (settings.containsKey("group.id")) {
      new ConnectDistributed().startConnect(settings).awaitStop();
    } else {
      new ConnectStandalone().startConnect(settings).awaitStop();
    }
  }
}
