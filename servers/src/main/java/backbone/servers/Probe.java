// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a port or a page whether a server is there. */
public final class Probe {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  private Probe() {}

  /** Whether something accepts connections at a loopback port. */
  public static boolean port(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a page answers with 200. */
  public static boolean page(String url) {
    return get(url) != null;
  }

  /** Body of a page, whatever its status; null when it does not answer. */
  public static String body(String url) {
    HttpResponse<String> response = response(url);
    return response == null ? null : response.body();
  }

  /** Body of a page that answers with 200, else null. */
  public static String get(String url) {
    HttpResponse<String> response = response(url);
    return response != null && response.statusCode() == 200 ? response.body() : null;
  }

  private static HttpResponse<String> response(String url) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build();
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
