// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.testkit.Certificates;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a login, names and TLS, by hand where HTTP clients insist on good manners. */
final class EntryTest {

  private static final int SLOW_CLIENTS = 40;
  private static final String RIGHT = basic("kim:a long password");
  private static final String WRONG = basic("kim:a wrong password");

  @TempDir private Path folder;

  @Test
  void asksForTheLogin_everywhereButAtProbes() throws Exception {
    try (ConsoleServer server = server(Optional.empty())) {
      assertThat(get(server, "/echo", ""))
          .startsWith("HTTP/1.1 401")
          .containsIgnoringCase(
              "WWW-Authenticate: Basic realm=\"Telemetry console\", charset=\"UTF-8\"")
          .containsIgnoringCase("Content-Security-Policy: default-src 'none'")
          .doesNotContain("secret");
      assertThat(get(server, "/nothing", "")).startsWith("HTTP/1.1 401");
      assertThat(get(server, "/live/", "")).startsWith("HTTP/1.1 401");
      assertThat(get(server, "/live?x=/echo", "")).startsWith("HTTP/1.1 200").endsWith("{}");
      assertThat(get(server, "/echo", RIGHT)).startsWith("HTTP/1.1 200").endsWith("\"secret\"");
      assertThat(get(server, "/echo", WRONG)).startsWith("HTTP/1.1 401").doesNotContain("secret");
      assertThat(get(server, "/echo", RIGHT + RIGHT)).startsWith("HTTP/1.1 401");
    }
  }

  @Test
  void tellsProbes_underAnyName() throws Exception {
    try (ConsoleServer server = server(Optional.empty())) {
      assertThat(send(server, "GET /live HTTP/1.1\r\nHost: 10.1.2.3:8080\r\n\r\n"))
          .startsWith("HTTP/1.1 200");
      assertThat(send(server, "GET /echo HTTP/1.1\r\nHost: 10.1.2.3:8080\r\n" + RIGHT + "\r\n"))
          .startsWith("HTTP/1.1 421");
      assertThat(send(server, "GET http://h.example/live HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
          .startsWith("HTTP/1.1 200");
      assertThat(send(server, "POST /live HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 405");
    }
  }

  @Test
  void answersUnderTheNameThatIsSet() throws Exception {
    try (ConsoleServer server = server(Optional.empty())) {
      String named = "GET /echo HTTP/1.1\r\nHost: console.example.org\r\n" + RIGHT + "\r\n";

      assertThat(send(server, named)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void letsGuessersWait_evenWhenTheyAreRightAtLast() throws Exception {
    try (ConsoleServer server = server(Optional.empty())) {
      for (int i = 0; i < Guesses.WRONG_MAX; i++) {
        assertThat(get(server, "/echo", WRONG)).startsWith("HTTP/1.1 401");
      }
      assertThat(get(server, "/echo", RIGHT))
          .startsWith("HTTP/1.1 429")
          .containsIgnoringCase("Retry-After: ")
          .doesNotContain("secret");
      assertThat(get(server, "/live", "")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void readsNoSecondRequest_behindOneOfDoubtfulLength() throws Exception {
    try (ConsoleServer server = server(Optional.empty())) {
      String hidden =
          "GET /echo HTTP/1.1\r\nHost: localhost:" + port(server) + "\r\n" + RIGHT + "\r\n";
      for (String lengths :
          List.of(
              "Content-Length: 0\r\nContent-Length: " + hidden.length() + "\r\n",
              "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n",
              "Content-Length: +0\r\n",
              "Content-Length : 5\r\n")) {
        String answers = sendOpen(server, head(server, "/echo", RIGHT + lengths) + hidden);

        assertThat(answers).as(lengths).doesNotContain("secret");
        assertThat(answers.split("HTTP/1.1 ", -1)).as(lengths).hasSizeLessThanOrEqualTo(2);
      }
    }
  }

  @Test
  void answersProbes_whenManyClientsAreSlow() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try (ConsoleServer server = server(Optional.empty())) {
      for (int i = 0; i < SLOW_CLIENTS; i++) {
        Socket socket = new Socket(server.address().getAddress(), port(server));
        slow.add(socket);
        socket.getOutputStream().write("GET /echo HTTP/1.1\r\nHo".getBytes(ISO_8859_1));
      }
      assertThat(get(server, "/live", "")).startsWith("HTTP/1.1 200");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void refusesHugeHeaders() throws Exception {
    try (ConsoleServer server = server(Optional.empty())) {
      String huge = "Authorization: Basic " + "A".repeat(60_000) + "\r\n";

      assertThat(get(server, "/echo", huge)).startsWith("HTTP/1.1 401");
    }
  }

  @Test
  void sendsNothingThatLetsOtherSitesRead() throws Exception {
    try (ConsoleServer server = server(Optional.empty())) {
      String answer = get(server, "/echo", RIGHT + "Origin: https://evil.example\r\n");

      assertThat(answer).doesNotContainIgnoringCase("access-control-");
      assertThat(
              send(
                  server, "OPTIONS /echo HTTP/1.1\r\nHost: localhost:" + port(server) + "\r\n\r\n"))
          .startsWith("HTTP/1.1 405");
    }
  }

  @Test
  void speaksTlsOnly_whenItHasACertificate() throws Exception {
    Certificates authority = new Certificates(folder);
    try (ConsoleServer server =
        server(Optional.of(context(authority.sign("console"), authority)))) {
      HttpClient client = HttpClient.newBuilder().sslContext(context(null, authority)).build();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("https://localhost:" + port(server) + "/echo"));
      int none = client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      request.header("Authorization", RIGHT.substring(15).strip());
      var right = client.send(request.build(), HttpResponse.BodyHandlers.ofString());

      assertThat(none).isEqualTo(401);
      assertThat(right.body()).isEqualTo("\"secret\"");
      assertThat(right.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
      assertThat(get(server, "/echo", RIGHT)).doesNotContain("HTTP/1.1", "secret");
      HttpClient stranger = HttpClient.newHttpClient();
      assertThatThrownBy(
              () -> stranger.send(request.build(), HttpResponse.BodyHandlers.discarding()))
          .isInstanceOf(IOException.class);
    }
  }

  private static ConsoleServer server(Optional<SSLContext> tls) throws IOException {
    Handler echo =
        request ->
            request.path().equals("/echo")
                ? Optional.of(Reply.json(200, JsonNodeFactory.instance.textNode("secret")))
                : Optional.empty();
    Handler probes =
        request ->
            request.path().equals("/live") ? Optional.of(Reply.json(200, "{}")) : Optional.empty();
    Entry entry =
        new Entry(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Set.of("console.example.org"),
            Optional.of(new Login("kim", "a long password")),
            tls);
    return ConsoleServer.start(entry, probes, List.of(echo));
  }

  private static String basic(String both) {
    byte[] bytes = both.getBytes(StandardCharsets.UTF_8);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(bytes) + "\r\n";
  }

  private static int port(ConsoleServer server) {
    return server.address().getPort();
  }

  private static String head(ConsoleServer server, String path, String headers) {
    return "GET %s HTTP/1.1\r\nHost: localhost:%d\r\n%s\r\n".formatted(path, port(server), headers);
  }

  private static String get(ConsoleServer server, String path, String headers) throws IOException {
    return send(server, head(server, path, headers));
  }

  private static String send(ConsoleServer server, String request) throws IOException {
    return sendOpen(server, request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
  }

  /** Reads until the server closes, or has nothing more to say. */
  private static String sendOpen(ConsoleServer server, String request) throws IOException {
    try (Socket socket = new Socket(server.address().getAddress(), port(server))) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static SSLContext context(Certificates.Signed own, Certificates authority)
      throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", certificate(authority.ca()));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    if (own != null) {
      String base64 = Files.readString(own.key()).replaceAll("-----[A-Z ]+-----", "");
      byte[] pkcs8 = Base64.getMimeDecoder().decode(base64);
      store.setKeyEntry(
          "own",
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)),
          new char[0],
          new Certificate[] {certificate(own.certificate())});
    }
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static Certificate certificate(Path pem) throws Exception {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(pem)));
  }
}
