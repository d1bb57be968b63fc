// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.jobs;

import backbone.service.PartRunner;
import backbone.service.Settings;
import java.nio.file.Path;
import java.util.Map;

/** All jobs in a process of their own, run as in production; a test may stop or kill it. */
final class JobsMain {

  private JobsMain() {}

  /** Argument: the settings, in YAML. */
  public static void main(String[] args) throws Exception {
    JobsPart factory = new JobsPart();
    PartRunner.run(factory, Settings.load(factory, Path.of(args[0]), Map.of(), Map.of()));
  }
}
