// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.testkit.RealElasticsearch;
import java.io.IOException;

/** One real Elasticsearch for all tests of the module, which run one class after the other. */
final class SharedElasticsearch {

  private static RealElasticsearch server;

  private SharedElasticsearch() {}

  /** Address of the server, without what an earlier class indexed. */
  static synchronized String empty() throws IOException, InterruptedException {
    if (server == null) {
      server = RealElasticsearch.started();
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    }
    new Indexer(server.url()).clear();
    return server.url();
  }

  static synchronized String url() {
    return server.url();
  }
}
