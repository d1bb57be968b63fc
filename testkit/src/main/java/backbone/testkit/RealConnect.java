// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import backbone.servers.ConnectWorker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** A real standalone Connect worker in a process of its own, on a free port. */
public final class RealConnect extends RealServer {

  private final ConnectWorker worker;

  private RealConnect(Path folder, ConnectWorker worker) throws IOException {
    super(folder, worker);
    this.worker = worker;
  }

  /**
   * Starts a worker and waits until it answers; about 3 s.
   *
   * @param plugins folder whose children are plug-ins
   */
  public static RealConnect started(String bootstrap, Path plugins) throws IOException {
    Path folder = TestFolder.make("connect");
    return new RealConnect(
        folder,
        new ConnectWorker(
            new ConnectWorker.Config(
                folder.resolve("data"),
                FreePorts.next(),
                bootstrap,
                plugins,
                "256m",
                System.getProperty("java.class.path"),
                folder.resolve("connect.log"))));
  }

  public String url() {
    return worker.url();
  }

  /** Creates or changes a connector; a killed standalone worker forgets it. */
  public void put(String name, String configJson) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/connectors/" + name + "/config"))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(configJson))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException("Connect refuses the connector: " + response.body());
    }
  }
}
