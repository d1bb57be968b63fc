// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.launcher.embedded.Ports.Port;
import backbone.launcher.embedded.UpSettings.Up;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The shipped files of Prometheus and Alertmanager with the addresses of an embedded backbone: what
 * is scraped and relabelled, what alerts and who is told is the same as in production. Written anew
 * at every start.
 */
final class Alerting {

  private static final String SECRETS = "/run/secrets/";

  private final Up up;
  private final Path shipped;
  private final Path folder;

  /**
   * Makes it without I/O.
   *
   * @param shipped the folder {@code deploy}
   * @param folder for what is written
   */
  Alerting(Up up, Path shipped, Path folder) {
    this.up = up;
    this.shipped = shipped;
    this.folder = folder;
  }

  /** With the files that came along, written to the data folder. */
  static Alerting of(Up up, DataFolder folder) {
    return new Alerting(
        up,
        Path.of(System.getProperty("backbone.home", ".")).resolve("deploy"),
        folder.part("prometheus"));
  }

  /** Prometheus, where it is wanted and on the PATH, and the files are there. */
  Optional<Path> prometheus() {
    return up.prometheus() && Files.isDirectory(shipped.resolve("prometheus"))
        ? Programs.prometheus()
        : Optional.empty();
  }

  /** Alertmanager, where it is on the PATH; none without Prometheus. */
  Optional<Path> alertmanager() {
    return prometheus().isPresent() ? Programs.alertmanager() : Optional.empty();
  }

  /** Writes configuration and rules; gives the file. */
  Path writePrometheus() throws IOException {
    Map<String, Object> config = yaml("prometheus/prometheus.yml");
    Map<String, Object> global = new HashMap<>(map(config.get("global")));
    String pace = up.scrapeInterval().toMillis() + "ms";
    global.put("scrape_interval", pace);
    global.put("evaluation_interval", pace);
    global.put("scrape_timeout", pace);
    config.put("global", global);
    config.put("rule_files", List.of(copied("prometheus/rules") + "/*.yml"));
    config.put("scrape_configs", scraped((List<?>) config.get("scrape_configs")));
    if (alertmanager().isPresent()) {
      config.put("alerting", Map.of("alertmanagers", List.of(at(Port.ALERTMANAGER))));
    } else {
      config.remove("alerting");
    }
    return written("prometheus.yml", config);
  }

  /** Each scrape job that has an address here; the others are of production. */
  private List<Object> scraped(List<?> jobs) {
    Map<String, Port> ports = new HashMap<>();
    ports.put("jobs", Port.JOBS_METRICS);
    ports.put("gateway", Port.GATEWAY_METRICS);
    ports.put("prometheus", Port.PROMETHEUS);
    if (!up.logs().isEmpty() || up.demo()) {
      ports.put("shipper", Port.SHIPPER_METRICS);
    }
    if (alertmanager().isPresent()) {
      ports.put("alertmanager", Port.ALERTMANAGER);
    }
    List<Object> scraped = new ArrayList<>();
    for (Object job : jobs) {
      Map<String, Object> own = map(job);
      Port port = ports.get(String.valueOf(own.get("job_name")));
      if (port != null) {
        own.putAll(at(port));
        scraped.add(own);
      }
    }
    return scraped;
  }

  private Map<String, Object> at(Port port) {
    return Map.of("static_configs", List.of(Map.of("targets", List.of(up.ports().address(port)))));
  }

  /** Writes who is told; nobody unless there is a folder with credentials. Gives the file. */
  Path writeAlertmanager() throws IOException {
    if (up.credentials() == null) {
      return written("alertmanager.yml", yaml("alertmanager/quiet.yml"));
    }
    Map<String, Object> config = yaml("alertmanager/notify.yml");
    Map<String, Object> global = new HashMap<>(map(config.get("global")));
    global.replaceAll(
        (key, value) ->
            value.toString().startsWith(SECRETS)
                ? up.credentials().resolve(value.toString().substring(SECRETS.length())).toString()
                : value);
    config.put("global", global);
    config.put("templates", List.of(copied("alertmanager/templates") + "/*.tmpl"));
    return written("alertmanager.yml", config);
  }

  private Map<String, Object> yaml(String file) throws IOException {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    return map(yaml.load(Files.readString(shipped.resolve(file))));
  }

  private static Map<String, Object> map(Object value) {
    Map<String, Object> map = new HashMap<>();
    ((Map<?, ?>) value).forEach((key, of) -> map.put(String.valueOf(key), of));
    return map;
  }

  private Path written(String name, Map<String, Object> config) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve(name), new Yaml().dump(config));
  }

  private Path copied(String name) throws IOException {
    Path from = shipped.resolve(name);
    Path to = Files.createDirectories(folder.resolve(from.getFileName().toString()));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.writeString(to.resolve(file.getFileName().toString()), Files.readString(file));
      }
    }
    return to;
  }
}
