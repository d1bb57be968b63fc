// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The compose file and its surroundings, as texts that a test may break.
 *
 * @param root folder of the project
 * @param texts by path below the root: the compose file, {@code .env.example}, {@code pom.xml} and
 *     every file below {@code deploy}
 */
record Deployment(Path root, Map<String, String> texts) {

  static final String COMPOSE = "docker-compose.yml";
  static final String ENV = ".env.example";
  static final String POM = "pom.xml";

  /** Stands for every password. */
  static final String SECRET = "a-secret-of-enough-characters";

  private static final Pattern VARIABLE =
      Pattern.compile("(?<!\\$)\\$\\{(?<name>\\w+)(?<rest>[^}]*)}");

  /** A variable of the compose file; {@code rest} is what follows its name, such as {@code :-x}. */
  record Variable(String name, String rest) {}

  /** The one of this project. */
  static Deployment ours() {
    Path root = Path.of(System.getProperty("backbone.root", "..")).toAbsolutePath().normalize();
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(root.resolve("deploy"))) {
      for (Path file : (Iterable<Path>) tree.filter(Files::isRegularFile)::iterator) {
        texts.put(root.relativize(file).toString(), Files.readString(file));
      }
      for (String file : List.of(COMPOSE, ENV, POM)) {
        texts.put(file, Files.readString(root.resolve(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Deployment(root, texts);
  }

  /** A copy with one text changed. */
  Deployment with(String file, String from, String to) {
    String text = texts.get(file);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(file + " has no " + from);
    }
    Map<String, String> copy = new TreeMap<>(texts);
    copy.put(file, text.replace(from, to));
    return new Deployment(root, copy);
  }

  String text(String file) {
    return texts.get(file);
  }

  /** A file in YAML, its anchors and merges resolved. */
  Map<String, Object> yaml(String file) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(texts.get(file));
  }

  /** Services of the compose file by name. */
  Map<String, Map<String, Object>> services() {
    Map<String, Map<String, Object>> services = new LinkedHashMap<>();
    map(yaml(COMPOSE).get("services")).forEach((name, of) -> services.put(name, map(of)));
    return services;
  }

  /** What a service's list or map holds, as texts; empty when it has none of that name. */
  static List<String> list(Map<String, Object> service, String key) {
    Object value = service.get(key);
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    }
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : value == null ? List.of() : List.of(String.valueOf(value));
  }

  static Map<String, Object> map(Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> raw) {
      raw.forEach((k, v) -> map.put(String.valueOf(k), v));
    }
    return map;
  }

  /** Every use of a variable in a text of the compose file. */
  static List<Variable> variables(String text) {
    return VARIABLE.matcher(text).results().map(m -> new Variable(m.group(1), m.group(2))).toList();
  }

  /** The text as compose reads it when every password is {@link #SECRET}. */
  static String filled(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            m ->
                Matcher.quoteReplacement(
                    m.group(2).startsWith(":-") ? m.group(2).substring(2) : SECRET))
        .replace("$$", "$");
  }

  /** Environment of a service, filled. */
  Map<String, String> environment(String service) {
    Map<String, String> filled = new TreeMap<>();
    map(services().get(service).get("environment"))
        .forEach((name, value) -> filled.put(name, filled(String.valueOf(value))));
    return filled;
  }

  /** Values in {@code .env.example} by variable. */
  Map<String, String> example() {
    Map<String, String> values = new TreeMap<>();
    texts
        .get(ENV)
        .lines()
        .filter(line -> !line.startsWith("#") && line.contains("="))
        .forEach(
            line ->
                values.put(
                    line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    return values;
  }

  /** Value of a property of the parent pom, or of its version for {@code project.version}. */
  String property(String name) {
    String element = name.equals("project.version") ? "version" : name;
    Matcher found =
        Pattern.compile("<" + Pattern.quote(element) + ">([^<]+)</").matcher(texts.get(POM));
    if (!found.find()) {
      throw new IllegalArgumentException("pom.xml has no property " + name);
    }
    return found.group(1);
  }

  /** Names of all files below a folder. */
  Set<String> below(String folder) {
    Set<String> files = new TreeSet<>(texts.keySet());
    files.removeIf(file -> !file.startsWith(folder));
    return files;
  }
}
