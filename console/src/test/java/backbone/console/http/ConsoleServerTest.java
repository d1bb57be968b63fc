// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsoleServerTest {

  private ConsoleServer server;

  @BeforeEach
  void start() throws IOException {
    Handler echo =
        request ->
            request.path().equals("/echo")
                ? Optional.of(
                    Reply.json(200, JsonNodeFactory.instance.textNode(request.first("q"))))
                : Optional.empty();
    Handler broken =
        request -> {
          if (request.path().equals("/broken")) {
            throw new IllegalStateException("secret detail");
          }
          return Optional.empty();
        };
    Handler none = request -> Optional.empty();
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = ConsoleServer.start(Entry.local(any), none, List.of(echo, broken));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "LOCALHOST"})
  void answers_whenHostIsOurs(String host) throws IOException {
    assertThat(get("/echo?q=a%20b", "Host: " + host + ":" + port()))
        .startsWith("HTTP/1.1 200")
        .endsWith("\"a b\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example"})
  void refuses_whenHostIsForeign(String host) throws IOException {
    assertThat(get("/echo", "Host: " + host)).startsWith("HTTP/1.1 421");
  }

  @Test
  void refuses_whenHostIsMissingOrTwice() throws IOException {
    String own = "Host: 127.0.0.1:" + port();
    assertThat(get("/echo", "X: y")).startsWith("HTTP/1.1 4");
    assertThat(get("/echo", own + "\r\nHost: evil.example")).startsWith("HTTP/1.1 421");
  }

  @Test
  void refuses_whenOtherThanPlainGet() throws IOException {
    String own = "Host: 127.0.0.1:" + port();
    assertThat(send("POST /echo HTTP/1.1\r\n" + own + "\r\nContent-Length: 0\r\n\r\n"))
        .startsWith("HTTP/1.1 405");
    String body = "Content-Length: 5\r\n\r\n12345";
    assertThat(send("GET /echo HTTP/1.1\r\n" + own + "\r\n" + body)).startsWith("HTTP/1.1 413");
    assertThat(get("/echo", own + "\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors"))
        .startsWith("HTTP/1.1 403");
    assertThat(get("/echo?q=" + "x".repeat(Guard.URI_CHARS_MAX), own)).startsWith("HTTP/1.1 414");
    assertThat(get("/echo?q=%zz", own)).startsWith("HTTP/1.1 400");
    assertThat(get("/../../etc/passwd", own)).startsWith("HTTP/1.1 404");
  }

  @Test
  void forbidsInlineScriptAndSniffing() throws IOException {
    String answer = get("/echo", "Host: 127.0.0.1:" + port());
    assertThat(answer.toLowerCase(java.util.Locale.ROOT))
        .contains(
            "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'")
        .doesNotContain("unsafe-inline")
        .contains("x-content-type-options: nosniff")
        .contains("referrer-policy: no-referrer")
        .contains("x-frame-options: deny");
  }

  @Test
  void hidesDetails_whenHandlerIsBroken() throws IOException {
    assertThat(get("/broken", "Host: 127.0.0.1:" + port()))
        .startsWith("HTTP/1.1 500")
        .doesNotContain("secret detail");
  }

  private int port() {
    return server.address().getPort();
  }

  private String get(String path, String headers) throws IOException {
    return send("GET " + path + " HTTP/1.1\r\n" + headers + "\r\n\r\n");
  }

  /** By hand, because HTTP clients insist on a proper Host. */
  private String send(String request) throws IOException {
    try (Socket socket = new Socket(server.address().getAddress(), port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
