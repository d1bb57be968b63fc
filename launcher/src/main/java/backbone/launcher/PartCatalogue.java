// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.console.ConsolePart;
import backbone.launcher.connect.ConnectPart;
import backbone.producer.demo.DemoPart;
import backbone.producer.gateway.GatewayPart;
import backbone.producer.shipper.ShipperPart;
import backbone.service.PartFactory;
import backbone.streams.jobs.JobsPart;
import java.util.List;
import java.util.stream.Collectors;

/** The parts that can run by themselves. */
final class PartCatalogue {

  private static final List<PartFactory> PARTS =
      List.of(
          new ShipperPart(),
          new GatewayPart(),
          new JobsPart(),
          new ConnectPart(),
          new ConsolePart(),
          new DemoPart());

  private PartCatalogue() {}

  /**
   * Finds a part.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  static PartFactory named(String name) {
    return PARTS.stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(name + " is no part. There are: " + names()));
  }

  static List<PartFactory> all() {
    return PARTS;
  }

  static String names() {
    return PARTS.stream().map(PartFactory::name).collect(Collectors.joining(", "));
  }
}
