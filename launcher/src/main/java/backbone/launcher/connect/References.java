// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.connect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * What connectors refer to. The worker's config providers find this and nothing else, so that a
 * connector that somebody makes through REST cannot read the worker's environment or files.
 *
 * @param variables names of environment variables
 * @param files paths of properties files
 * @param folders paths of folders with one file for each secret
 */
record References(Set<String> variables, Set<String> files, Set<String> folders) {

  static References of(Collection<Map<String, String>> configs) {
    References found = new References(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    for (Map<String, String> config : configs) {
      config.values().forEach(found::collect);
    }
    return found;
  }

  /** Settings of the worker; a provider that nothing refers to is not there. */
  Map<String, String> providers() {
    Map<String, String> all = new TreeMap<>();
    List<String> names = new ArrayList<>();
    if (!variables.isEmpty()) {
      names.add("env");
      all.put("config.providers.env.class", EnvVarConfigProvider.class.getName());
      all.put(
          "config.providers.env.param.allowlist.pattern",
          variables.stream().map(Pattern::quote).collect(Collectors.joining("|")));
    }
    if (!files.isEmpty()) {
      names.add("file");
      all.put("config.providers.file.class", FileConfigProvider.class.getName());
      all.put("config.providers.file.param.allowed.paths", String.join(",", files));
    }
    if (!folders.isEmpty()) {
      names.add("directory");
      all.put("config.providers.directory.class", SecretFolder.class.getName());
      all.put("config.providers.directory.param.allowed.paths", String.join(",", folders));
    }
    all.put("config.providers", String.join(",", names));
    return all;
  }

  /** Connect's providers want whole paths, as they run wherever the worker does. */
  List<String> problems() {
    return Stream.concat(files.stream(), folders.stream())
        .filter(path -> !Path.of(path).isAbsolute())
        .map(
            path ->
                "a connector refers to "
                    + path
                    + ", which is no whole path. Write it with a / in front.")
        .toList();
  }

  private void collect(String value) {
    Matcher reference = ConfigTransformer.DEFAULT_PATTERN.matcher(value);
    while (reference.find()) {
      String path = reference.group(3);
      switch (reference.group(1)) {
        case "env" -> variables.add(reference.group(4));
        case "file" -> files.add(path);
        case "directory" -> folders.add(path);
        default -> {}
      }
    }
  }
}
