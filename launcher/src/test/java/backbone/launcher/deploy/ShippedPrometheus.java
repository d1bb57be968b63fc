// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The shipped configuration and rules of Prometheus, with a test's addresses and pace: each second
 * unless told otherwise.
 */
public final class ShippedPrometheus {

  private static final Pattern FOR = Pattern.compile("(?m)^(\\s+for:) \\w+$");
  private static final Pattern KEEP = Pattern.compile("(?m)^(\\s+keep_firing_for:) \\w+$");

  private ShippedPrometheus() {}

  /**
   * The configuration as JSON, which is YAML, too. An alert fires as soon as its expression holds.
   *
   * @param folder for the rules
   * @param addresses by the name of the scrape job; one that is not there is not scraped
   */
  public static String config(Path folder, Map<String, String> addresses) throws IOException {
    Deployment ours = Deployment.ours();
    UnaryOperator<String> atOnce = text -> FOR.matcher(text).replaceAll("$1 0s");
    return json(config(ours, 1, addresses), rules(ours, folder, file -> atOnce));
  }

  /**
   * The configuration with an Alertmanager. What must last minutes still must, but for hosts, and
   * an alert is over when its expression no longer holds.
   *
   * @param seconds between two scrapes, and two evaluations
   */
  public static String alerting(
      Path folder, int seconds, Map<String, String> addresses, String alertmanager)
      throws IOException {
    Deployment ours = Deployment.ours();
    Map<String, Object> config = config(ours, seconds, addresses);
    config.put(
        "alerting",
        Map.of(
            "alertmanagers",
            List.of(Map.of("static_configs", List.of(Map.of("targets", List.of(alertmanager)))))));
    Path rules =
        rules(
            ours,
            folder,
            file ->
                text -> {
                  String over = KEEP.matcher(text).replaceAll("$1 1s");
                  return file.endsWith("host.yml") ? FOR.matcher(over).replaceAll("$1 1s") : over;
                });
    return json(config, rules);
  }

  private static Map<String, Object> config(
      Deployment ours, int seconds, Map<String, String> addresses) {
    Map<String, Object> config = ours.yaml("deploy/prometheus/prometheus.yml");
    Map<String, Object> global = new HashMap<>(Deployment.map(config.get("global")));
    global.put("scrape_interval", seconds + "s");
    global.put("scrape_timeout", seconds + "s");
    global.put("evaluation_interval", seconds + "s");
    List<Object> jobs = new ArrayList<>();
    for (Object shipped : (List<?>) config.get("scrape_configs")) {
      Map<String, Object> job = Deployment.map(shipped);
      String address = addresses.get(String.valueOf(job.get("job_name")));
      if (address != null) {
        job.remove("scrape_interval");
        job.remove("scrape_timeout");
        job.put("static_configs", List.of(Map.of("targets", List.of(address.split(",", -1)))));
        jobs.add(job);
      }
    }
    return new HashMap<>(Map.of("global", global, "scrape_configs", jobs));
  }

  private static String json(Map<String, Object> config, Path rules) throws IOException {
    config.put("rule_files", List.of(rules + "/*.yml"));
    return new ObjectMapper().writeValueAsString(config);
  }

  private static Path rules(
      Deployment ours, Path folder, Function<String, UnaryOperator<String>> change)
      throws IOException {
    Path copy = Files.createDirectories(folder.resolve("rules"));
    for (String file : ours.below("deploy/prometheus/rules/")) {
      String text = change.apply(file).apply(ours.text(file));
      Files.writeString(copy.resolve(Path.of(file).getFileName()), text);
    }
    return copy;
  }
}
