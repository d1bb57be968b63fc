// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import backbone.launcher.Declared;
import backbone.launcher.docs.ConfigurationPage.Connector;
import backbone.launcher.embedded.UpSettings;
import backbone.service.SettingsShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All pages that are made from the code. */
final class Pages {

  /** The project's folder. */
  static final Path ROOT = Path.of(System.getProperty("backbone.root"));

  /** Where the build unpacks the servers. */
  static final Path SERVERS = Path.of(System.getProperty("backbone.servers.home"));

  static final List<Page> ALL =
      Stream.of(
              new Page("docs/configuration.md", () -> configuration(shapes())),
              new Page("docs/metrics.md", MetricsPage::text),
              new Page("docs/topics.md", () -> TopicsPage.text(ROOT)),
              new Page("docs/index-fields.md", IndexFieldsPage::text),
              new Page("THIRD-PARTY.md", () -> ThirdPartyPage.text(ROOT, SERVERS)))
          .map(Page::once)
          .toList();

  private Pages() {}

  /** Everything that has settings, {@code up} first. */
  static List<SettingsShape> shapes() {
    List<SettingsShape> shapes = new ArrayList<>();
    shapes.add(new UpSettings());
    shapes.addAll(Declared.parts());
    return shapes;
  }

  static String configuration(List<SettingsShape> shapes) {
    List<Connector> connectors =
        SinkTasks.ALL.stream()
            .map(sink -> new Connector(sink.name(), sink.connector().config()))
            .toList();
    return new ConfigurationPage(shapes, connectors).text();
  }
}
