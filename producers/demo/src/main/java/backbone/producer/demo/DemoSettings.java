// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import backbone.service.Settings;
import java.nio.file.Path;

/**
 * The settings of the shop, read once.
 *
 * @param logs folder of the log files
 * @param faultFile the switch
 * @param requestsPerSecond 1 to 500
 * @param seed of all chance; 0 for another one at each start
 */
record DemoSettings(Path logs, Path faultFile, int requestsPerSecond, long seed) {

  static DemoSettings of(Settings settings) {
    return new DemoSettings(
        Path.of(settings.string(DemoPart.LOGS_DIR_CONFIG)),
        Path.of(settings.string(DemoPart.FAULT_FILE_CONFIG)),
        settings.integer(DemoPart.REQUESTS_PER_SECOND_CONFIG),
        settings.number(DemoPart.SEED_CONFIG));
  }
}
