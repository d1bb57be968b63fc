// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import backbone.service.Part;
import backbone.service.Settings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A shipper in a process of its own, so that it can be killed as only a process can. */
final class ShipperProcess {

  private ShipperProcess() {}

  static Process started(String bootstrap, Path folder) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            ShipperProcess.class.getName(),
            bootstrap,
            folder.toString());
    File out = folder.resolve("shipper.out").toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(out))
        .start();
  }

  /** Ends with the process that has started it, however that ends. */
  public static void main(String[] args) throws Exception {
    Map<String, String> flags =
        Map.of(
            "shipper.inputs.0.paths.0", args[1] + "/logs/*.log*",
            "shipper.state.dir", args[1] + "/state",
            "kafka.bootstrap.servers", args[0]);
    ShipperPart factory = new ShipperPart();
    Settings settings = Settings.load(factory, null, Map.of(), flags);
    Part part = factory.create(settings, new PrometheusRegistry());
    part.start();
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
    Runtime.getRuntime().halt(0);
  }
}
