// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** A part that has one setting of each kind, a registry and TLS. */
final class Mill implements PartFactory {

  static final String POLL = "mill.poll.interval.ms";

  @Override
  public String name() {
    return "mill";
  }

  @Override
  public ConfigDef config() {
    ConfigDef def =
        new ConfigDef()
            .define("mill.dir", ConfigDef.Type.STRING, "/grain", Importance.HIGH, "Grain's folder.")
            .define(
                POLL,
                ConfigDef.Type.LONG,
                10L,
                ConfigDef.Range.atLeast(1),
                Importance.LOW,
                "How long to wait between looks, in milliseconds.")
            .define("mill.password", ConfigDef.Type.PASSWORD, "", Importance.LOW, "Opens the door.")
            .define("mill.sieves", ConfigDef.Type.LIST, List.of(), Importance.LOW, "Sieves to use.")
            .define("mill.ca.path", ConfigDef.Type.STRING, "", Importance.LOW, "Trusted.")
            .define("mill.own.path", ConfigDef.Type.STRING, "", Importance.LOW, "Its certificate.")
            .define("mill.key.path", ConfigDef.Type.STRING, "", Importance.LOW, "Its key.");
    return RegistryAccess.define(def, "mill", "");
  }

  @Override
  public Set<String> prefixes() {
    return Set.of("kafka.", "mill.gates.");
  }

  /** Refuses every folder but the default, as a part that tells the value. */
  @Override
  public Part create(Settings settings, PrometheusRegistry metrics) {
    List<String> problems = new ArrayList<>();
    if (!settings.string("mill.dir").equals("/grain")) {
      problems.add("mill.dir=" + settings.string("mill.dir") + " has no grain. Set another.");
    }
    RegistryAccess.read(settings, "mill", problems);
    throw new SettingsException(problems);
  }
}
