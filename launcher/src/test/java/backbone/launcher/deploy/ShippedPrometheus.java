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

/**
 * The shipped configuration and rules of Prometheus, with a test's addresses and pace: each second,
 * and an alert fires as soon as its expression holds.
 */
public final class ShippedPrometheus {

  private static final String PACE = "1s";

  private ShippedPrometheus() {}

  /**
   * The configuration as JSON, which is YAML, too.
   *
   * @param folder for the rules
   * @param addresses by the name of the scrape job; one that is not there is not scraped
   */
  public static String config(Path folder, Map<String, String> addresses) throws IOException {
    Deployment ours = Deployment.ours();
    Map<String, Object> config = ours.yaml("deploy/prometheus/prometheus.yml");
    Map<String, Object> global = new HashMap<>(Deployment.map(config.get("global")));
    global.put("scrape_interval", PACE);
    global.put("scrape_timeout", PACE);
    global.put("evaluation_interval", PACE);
    List<Object> jobs = new ArrayList<>();
    for (Object shipped : (List<?>) config.get("scrape_configs")) {
      Map<String, Object> job = Deployment.map(shipped);
      String address = addresses.get(String.valueOf(job.get("job_name")));
      if (address != null) {
        job.remove("scrape_interval");
        job.remove("scrape_timeout");
        job.put("static_configs", List.of(Map.of("targets", List.of(address))));
        jobs.add(job);
      }
    }
    Map<String, Object> all =
        Map.of(
            "global", global,
            "scrape_configs", jobs,
            "rule_files", List.of(rules(ours, folder) + "/*.yml"));
    return new ObjectMapper().writeValueAsString(all);
  }

  private static Path rules(Deployment ours, Path folder) throws IOException {
    Path copy = Files.createDirectories(folder.resolve("rules"));
    for (String file : ours.below("deploy/prometheus/rules/")) {
      String text = ours.text(file).replaceAll("(?m)^(\\s+)for: \\w+$", "$1for: 0s");
      Files.writeString(copy.resolve(Path.of(file).getFileName()), text);
    }
    return copy;
  }
}
