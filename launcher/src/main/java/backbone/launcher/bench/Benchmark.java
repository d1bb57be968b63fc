// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import java.util.List;
import java.util.Map;

/** One benchmark: leaves no process and no file behind. */
interface Benchmark {

  /**
   * Measures.
   *
   * @param versions takes name and version of every program that took part
   */
  List<Row> run(Plan plan, Map<String, String> versions) throws Exception;
}
