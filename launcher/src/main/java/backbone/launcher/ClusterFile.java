// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import backbone.schema.registry.RegistryConfig;
import backbone.service.PartFactory;
import backbone.service.RegistryAccess;
import backbone.service.Settings;
import backbone.service.SettingsException;
import backbone.service.SettingsShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;

/** How to reach a cluster, as the settings file of any part says. */
final class ClusterFile {

  private final PartFactory part;
  private final Settings settings;

  private ClusterFile(PartFactory part, Settings settings) {
    this.part = part;
    this.settings = settings;
  }

  /**
   * Reads a file, and the environment as its part would.
   *
   * @throws SettingsException with every problem that the part itself would name
   */
  static ClusterFile read(Path file, Map<String, String> environment) {
    Settings open = Settings.load(new AnyPart(), file, environment, Map.of());
    PartFactory part =
        PartCatalogue.all().stream()
            .filter(one -> !open.withPrefix(one.name() + ".").isEmpty())
            .findFirst()
            .orElseThrow(
                () ->
                    new SettingsException(
                        List.of(
                            file
                                + " holds the settings of no part. Name one with those of "
                                + PartCatalogue.names()
                                + ".")));
    return new ClusterFile(part, Settings.load(part, file, environment, Map.of()));
  }

  /** Settings of a Kafka client. */
  Map<String, Object> kafka() {
    return settings.kafka();
  }

  /** First part of topic names, where the part has a say in it. */
  Optional<String> prefix() {
    return List.of(".topics.prefix", ".topic.prefix").stream()
        .map(part.name()::concat)
        .filter(part.config().names()::contains)
        .findFirst()
        .map(settings::string);
  }

  /** How the part reaches the schema registry, if it does. */
  Optional<RegistryConfig> registry() {
    if (!part.config().names().contains(part.name() + ".registry.urls")) {
      return Optional.empty();
    }
    List<String> problems = new ArrayList<>();
    RegistryAccess access = RegistryAccess.read(settings, part.name(), problems);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return access.urls().isEmpty()
        ? Optional.empty()
        : Optional.of(RegistryConfig.of(access.urls(), access.authorization(), access.tls()));
  }

  /** Takes any key of any part, to find out whose file it is. */
  private static final class AnyPart implements SettingsShape {

    @Override
    public String name() {
      return "a part";
    }

    @Override
    public ConfigDef config() {
      return new ConfigDef();
    }

    @Override
    public Set<String> prefixes() {
      Set<String> prefixes = new TreeSet<>();
      PartCatalogue.all()
          .forEach(
              part -> {
                prefixes.add(part.name() + ".");
                prefixes.addAll(part.prefixes());
              });
      return prefixes;
    }
  }
}
