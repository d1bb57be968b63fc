// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import backbone.service.Part;
import backbone.service.PartFactory;
import backbone.service.Settings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/** Makes the part {@code shipper}. */
public final class ShipperPart implements PartFactory {

  @Override
  public String name() {
    return "shipper";
  }

  @Override
  public ConfigDef config() {
    return ShipperConfig.def();
  }

  @Override
  public Set<String> prefixes() {
    return Set.of("kafka.", ShipperConfig.INPUTS_PREFIX);
  }

  @Override
  public Part create(Settings settings, PrometheusRegistry metrics) {
    return new Shipper(ShipperConfig.of(settings), metrics);
  }
}
