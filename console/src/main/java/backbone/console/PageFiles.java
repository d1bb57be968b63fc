// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.console.http.Handler;
import backbone.console.http.StaticFiles;
import java.util.List;

/** The files that the pages are made of; a file that is not named here is not served. */
final class PageFiles {

  private static final String FOLDER = "/backbone/console/page/";
  private static final String INDEX = "index.html";
  private static final List<String> PAGES =
      List.of("/", "/traces", "/metrics", "/pipeline", "/alerts");

  private static final List<String> SHELL =
      List.of(INDEX, "console.css", "icon.svg", "main.js", "nav.js", "keys.js", "range.js");

  private static final List<String> SHARED =
      List.of("state.js", "api.js", "time.js", "text.js", "dom.js", "status.js", "units.js");

  private static final List<String> LOGS =
      List.of("logs.js", "histogram.js", "facets.js", "list.js", "event.js", "tail.js", "empty.js");

  private static final List<String> TRACES =
      List.of(
          "traces.css",
          "traces.js",
          "scatter.js",
          "trace.js",
          "waterfall.js",
          "span.js",
          "tracelogs.js");

  private static final List<String> FIGURES =
      List.of(
          "figures.css",
          "metrics.js",
          "chart.js",
          "tables.js",
          "pipeline.js",
          "ledger.js",
          "alerts.js");

  private PageFiles() {}

  static Handler handler() {
    List<String> names =
        java.util.stream.Stream.of(SHELL, SHARED, LOGS, TRACES, FIGURES)
            .flatMap(List::stream)
            .toList();
    return new StaticFiles(FOLDER, names, INDEX, PAGES);
  }
}
