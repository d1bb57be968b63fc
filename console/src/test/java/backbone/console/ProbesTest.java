// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.testkit.FreePorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

final class ProbesTest {

  @Test
  void livesButIsNotReady_whenElasticsearchIsAway() throws Exception {
    try (TestConsole console = TestConsole.started("http://127.0.0.1:" + FreePorts.next())) {
      HttpResponse<String> ready = get(console, "/ready");
      HttpResponse<String> live = get(console, "/live");

      assertThat(live.statusCode()).isEqualTo(200);
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body())
          .isEqualTo(
              "{\"state\":\"degraded\",\"detail\":\"The page is served, Elasticsearch does not"
                  + " answer yet.\",\"facts\":{}}");
      assertThat(get(console, "/health").body()).isEqualTo(ready.body());
    }
  }

  private static HttpResponse<String> get(TestConsole console, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(console.url() + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
