// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.servers.Probe;
import backbone.testkit.Eventually;
import backbone.testkit.FreePorts;
import backbone.testkit.Peers;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The real node exporter gives all that {@link NodeFigures} gives, under the same labels. */
class NodeFiguresIT {

  private static final Pattern SAMPLE = Pattern.compile("(?m)^(node_\\w+)(?:\\{([^}]*)})? ");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

  @Test
  void namesAreThoseOfTheRealExporter() throws Exception {
    String program = Peers.require("prometheus-node-exporter").toString();
    String address = "127.0.0.1:" + FreePorts.next();
    Process exporter =
        new ProcessBuilder(program, "--web.listen-address=" + address)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (NodeFigures figures = new NodeFigures()) {
      String url = "http://" + address + "/metrics";
      Eventually.await("the node exporter", () -> Probe.page(url));

      assertThat(names(Probe.get(url))).containsAll(names(figures.text()));
    } finally {
      exporter.destroyForcibly();
    }
  }

  /** Metrics with their labels, such as {@code node_load1 []}. */
  private static Set<String> names(String scraped) {
    return SAMPLE
        .matcher(scraped)
        .results()
        .map(found -> found.group(1) + " " + labels(found.group(2)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> labels(String text) {
    return text == null
        ? Set.of()
        : LABEL
            .matcher(text)
            .results()
            .map(label -> label.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
  }
}
