// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import backbone.servers.ElasticsearchServer;
import java.io.IOException;
import java.nio.file.Path;

/** A real Elasticsearch node in a process of its own, on free ports. */
public final class RealElasticsearch extends RealServer {

  private final ElasticsearchServer node;

  private RealElasticsearch(Path folder, ElasticsearchServer node) throws IOException {
    super(folder, node);
    this.node = node;
  }

  /** Starts a node and waits until it is at least yellow; about 10 s. */
  public static RealElasticsearch started() throws IOException {
    Path folder = TestFolder.forElasticsearch();
    return new RealElasticsearch(
        folder,
        new ElasticsearchServer(
            new ElasticsearchServer.Config(
                folder.resolve("es"),
                FreePorts.next(),
                FreePorts.next(),
                "512m",
                folder.resolve("elasticsearch.log"))));
  }

  /** Base URL of HTTP. */
  public String url() {
    return node.url();
  }
}
