// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import backbone.servers.ElasticsearchServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A real Elasticsearch node in a process of its own, on free ports. */
public final class RealElasticsearch extends RealServer {

  private static final String HEAP = "512m";

  private final ElasticsearchServer node;
  private final ElasticsearchSecurity security;

  private RealElasticsearch(Path folder, ElasticsearchServer node, ElasticsearchSecurity security)
      throws IOException {
    super(folder, node);
    this.node = node;
    this.security = security;
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
                HEAP,
                folder.resolve("elasticsearch.log"))),
        null);
  }

  /** The same with HTTPS, for those with a password only; see {@link #security}. */
  public static RealElasticsearch secured() throws IOException {
    return secured(Map.of());
  }

  /**
   * The same with roles.
   *
   * @param roles what each may do, as JSON; for each a user of the same name is made
   */
  public static RealElasticsearch secured(Map<String, String> roles) throws IOException {
    Path folder = TestFolder.forElasticsearch();
    int port = FreePorts.next();
    ElasticsearchSecurity security =
        ElasticsearchSecurity.of(
            "https://127.0.0.1:" + port, roles, new Certificates(folder.resolve("certificates")));
    ElasticsearchServer node =
        new ElasticsearchServer(
            new ElasticsearchServer.Config(
                folder.resolve("es"),
                port,
                FreePorts.next(),
                HEAP,
                folder.resolve("elasticsearch.log"),
                security.ofNode()));
    return new RealElasticsearch(folder, node, security);
  }

  /** Base URL of HTTP. */
  public String url() {
    return node.url();
  }

  /** How a secured node is reached; null for an open one. */
  public ElasticsearchSecurity security() {
    return security;
  }
}
