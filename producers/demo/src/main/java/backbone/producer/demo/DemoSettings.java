// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import backbone.service.Settings;
import backbone.service.SettingsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of the shop, read once.
 *
 * @param logs folder of the log files
 * @param faultFile the switch
 * @param requestsPerSecond 1 to 500
 * @param seed of all chance; 0 for another one at each start
 * @param env of the spans; the lines get theirs from the shipper
 * @param region of the spans
 * @param teams by service
 * @param topicsPrefix of the topic of the spans
 * @param kafka settings of the producer; without {@code bootstrap.servers} there are no spans
 */
record DemoSettings(
    Path logs,
    Path faultFile,
    int requestsPerSecond,
    long seed,
    String env,
    String region,
    Map<String, String> teams,
    String topicsPrefix,
    Map<String, Object> kafka) {

  /**
   * @throws SettingsException when a team is not written as {@code service=team}
   */
  static DemoSettings of(Settings settings) {
    return new DemoSettings(
        Path.of(settings.string(DemoPart.LOGS_DIR_CONFIG)),
        Path.of(settings.string(DemoPart.FAULT_FILE_CONFIG)),
        settings.integer(DemoPart.REQUESTS_PER_SECOND_CONFIG),
        settings.number(DemoPart.SEED_CONFIG),
        settings.string(DemoPart.ENV_CONFIG),
        settings.string(DemoPart.REGION_CONFIG),
        teams(settings.list(DemoPart.TEAMS_CONFIG)),
        settings.string(DemoPart.TOPICS_PREFIX_CONFIG),
        settings.kafka());
  }

  boolean tracing() {
    return kafka.containsKey("bootstrap.servers");
  }

  private static Map<String, String> teams(List<String> pairs) {
    Map<String, String> teams = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals > 0 && equals < pair.length() - 1) {
        teams.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      } else {
        problems.add(
            DemoPart.TEAMS_CONFIG
                + " holds "
                + pair
                + ", which is no pair. Write service=team, such as auth-service=identity.");
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return teams;
  }
}
