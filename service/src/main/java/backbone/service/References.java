// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * Puts in what settings refer to, in Kafka's own syntax and by Kafka's own providers:
 *
 * <pre>
 * ${env:NAME}                        an environment variable
 * ${file:/path.properties:key}       a key of a properties file
 * ${directory:/run/secrets:name}     all of a file but its final line end
 * </pre>
 *
 * Anything else in braces is no reference and stays, and what is put in is not looked at again.
 */
final class References {

  private static final String ENV = "env";
  private static final String FILE = "file";
  private static final String DIRECTORY = "directory";

  private final Map<String, ConfigProvider> providers = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> found = new TreeMap<>();

  References(Map<String, String> environment) {
    providers.put(ENV, new EnvVarConfigProvider(environment));
    providers.put(FILE, new FileConfigProvider());
    providers.put(DIRECTORY, new DirectoryConfigProvider());
    providers.values().forEach(provider -> provider.configure(Map.of()));
  }

  /** The settings with everything put in that could be found; see {@link #problems}. */
  Map<String, String> resolve(Map<String, String> texts) {
    Map<String, String> values = new TreeMap<>();
    texts.forEach((key, text) -> values.put(key, resolve(key, text)));
    return values;
  }

  /** One sentence for each reference that leads nowhere. Never holds a value. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** What each reference stands for, by the reference as it is written. */
  Map<String, String> found() {
    return Map.copyOf(found);
  }

  private String resolve(String key, String text) {
    return ConfigTransformer.DEFAULT_PATTERN
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(key, match)));
  }

  private String value(String key, MatchResult reference) {
    String kind = reference.group(1);
    if (!providers.containsKey(kind)) {
      return reference.group();
    }
    String path = reference.group(3) == null ? "" : reference.group(3);
    try {
      String all = look(kind, path, reference.group(4));
      String value = kind.equals(DIRECTORY) ? all.replaceFirst("\\r?\\n\\z", "") : all;
      found.put(reference.group(), value);
      return value;
    } catch (Missing e) {
      problems.add(key + " refers to " + reference.group() + ", " + e.getMessage());
      return "";
    }
  }

  private String look(String kind, String path, String name) throws Missing {
    boolean inFile = !kind.equals(ENV);
    if (inFile == path.isEmpty()) {
      throw new Missing("which is no reference. Write it as " + form(kind) + ".");
    }
    if (inFile && !readable(kind, path, name)) {
      throw new Missing(
          "but " + path + " cannot be read. Give this user read access, or mend the path.");
    }
    String value;
    try {
      value = providers.get(kind).get(path, Set.of(name)).data().get(name);
    } catch (RuntimeException e) {
      // Kafka's message may hold what it read, so it is not handed on.
      throw new Missing("but " + path + " cannot be read. Mend the file, or the path.");
    }
    if (value == null) {
      throw new Missing(remedy(kind, path, name));
    }
    return value;
  }

  private static boolean readable(String kind, String path, String name) {
    try {
      Path place = Path.of(path);
      Path file = kind.equals(FILE) ? place : place.resolve(name);
      return kind.equals(FILE)
          ? Files.isRegularFile(file) && Files.isReadable(file)
          : Files.isDirectory(place) && (Files.notExists(file) || Files.isReadable(file));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static String form(String kind) {
    return switch (kind) {
      case ENV -> "${env:NAME}";
      case FILE -> "${file:/path.properties:key}";
      default -> "${directory:/path:name}";
    };
  }

  private static String remedy(String kind, String path, String name) {
    return switch (kind) {
      case ENV ->
          "which is not set. Set the environment variable " + name + ", or mend the reference.";
      case FILE -> "but " + path + " has no key " + name + ". Add it, or mend the reference.";
      default -> "but " + path + " has no file " + name + ". Add it, or mend the reference.";
    };
  }

  /** A reference that leads nowhere; the message is the rest of the sentence. */
  private static final class Missing extends IOException {

    private static final long serialVersionUID = 1L;

    Missing(String message) {
      super(message);
    }
  }
}
