// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;

/**
 * Kafka's provider of folders, without the line end that a file usually closes with: a password
 * with one is another password.
 */
public final class SecretFolder extends DirectoryConfigProvider {

  @Override
  public ConfigData get(String path) {
    return cut(super.get(path));
  }

  @Override
  public ConfigData get(String path, Set<String> keys) {
    return cut(super.get(path, keys));
  }

  private static ConfigData cut(ConfigData data) {
    Map<String, String> values =
        data.data().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, e -> e.getValue().replaceFirst("\\r?\\n\\z", "")));
    return new ConfigData(values);
  }
}
