// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shipped scrape configuration of the jobs, with targets and intervals of a test. */
final class ShippedScrape {

  private static final String FILE = "deploy/prometheus/prometheus.yml";

  private ShippedScrape() {}

  /**
   * As JSON, which is YAML, too.
   *
   * @param peer port of another program, which is scraped as it is
   */
  static String of(int[] ports, String interval, int peer) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode config = json.createObjectNode();
    config.putObject("global").put("scrape_interval", interval).put("scrape_timeout", interval);
    ObjectNode job = (ObjectNode) jobs();
    job.putArray("static_configs").addObject();
    var targets = ((ObjectNode) job.path("static_configs").get(0)).putArray("targets");
    for (int port : ports) {
      targets.add("127.0.0.1:" + port);
    }
    var all = config.putArray("scrape_configs").add(job);
    all.addObject()
        .put("job_name", "peer")
        .putArray("static_configs")
        .addObject()
        .putArray("targets")
        .add("127.0.0.1:" + peer);
    return json.writeValueAsString(config);
  }

  /** The names of the series that must not tell which process shows them. */
  static String movedSeries() throws IOException {
    for (JsonNode rule : jobs().path("metric_relabel_configs")) {
      if (rule.path("target_label").asText().equals("instance")) {
        return rule.path("regex").asText();
      }
    }
    throw new IOException(FILE + " leaves `instance` on the totals");
  }

  private static JsonNode jobs() throws IOException {
    for (JsonNode job : new YAMLMapper().readTree(shipped().toFile()).path("scrape_configs")) {
      if (job.path("job_name").asText().equals("jobs")) {
        return job;
      }
    }
    throw new IOException(FILE + " has no job `jobs`");
  }

  /** The file, from wherever in the project the test runs. */
  private static Path shipped() throws IOException {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(FILE))) {
        return at.resolve(FILE);
      }
    }
    throw new IOException(FILE + " is not above " + Path.of("").toAbsolutePath());
  }
}
