// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {

  private static final Pem PEM = new Pem("mill.ca.path", "mill.own.path", "mill.key.path");
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private static Path folder;

  private final List<String> problems = new ArrayList<>();

  @BeforeAll
  static void make() throws Exception {
    make("RSA", "RSA");
    make("EC", "EC");
    make("RSA", "other-RSA");
    make("EC", "other-EC");
    Files.writeString(folder.resolve("empty.pem"), "");
    Files.writeString(
        folder.resolve("old.pem"),
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void bothSidesTrustEachOther_whenEachHasTheOthersCertificate(String kind) throws Exception {
    SSLContext context = read(kind + "-cert.pem", kind + "-cert.pem", kind + "-key.pem").context();

    assertThat(greeting(context, context)).isEqualTo('!');
    assertThat(problems).isEmpty();
  }

  @Test
  void readsNothing_whenNothingIsSet() {
    assertThat(PEM.read(settings(Map.of()), problems)).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void tellsWhatIsWrongWithAFile() {
    assertThat(tried("gone.pem", "empty.pem", "old.pem")).isEmpty();

    assertThat(problems)
        .containsExactly(
            "mill.ca.path="
                + folder
                + "/gone.pem cannot be read. Give this user read access, or set another file.",
            "mill.own.path="
                + folder
                + "/empty.pem holds no certificate. Name a PEM file that begins with BEGIN"
                + " CERTIFICATE.",
            "mill.key.path="
                + folder
                + "/old.pem holds no plain PKCS#8 key. Convert it with `openssl pkcs8 -topk8"
                + " -nocrypt`.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void tellsThatTheKeyIsOfAnotherCertificate(String kind) {
    assertThat(tried("RSA-cert.pem", kind + "-cert.pem", "other-" + kind + "-key.pem")).isEmpty();
    assertThat(tried("RSA-cert.pem", "RSA-cert.pem", "EC-key.pem")).isEmpty();

    assertThat(problems)
        .hasSize(2)
        .first(STRING)
        .isEqualTo(
            "mill.key.path="
                + folder
                + "/other-"
                + kind
                + "-key.pem does not belong to the first certificate of mill.own.path="
                + folder
                + "/"
                + kind
                + "-cert.pem. Set the two that were made together.");
  }

  @Test
  void takesAKeyOfEd25519() throws Exception {
    make("Ed25519", "Ed25519");

    assertThat(tried("RSA-cert.pem", "Ed25519-cert.pem", "Ed25519-key.pem")).isPresent();
    assertThat(problems).isEmpty();
  }

  @Test
  void wantsCertificateAndKeyTogether() {
    PEM.read(settings(Map.of("MILL_KEY_PATH", folder + "/RSA-key.pem")), problems);

    assertThat(problems)
        .containsExactly(
            "mill.key.path="
                + folder
                + "/RSA-key.pem is set but mill.own.path is not. Set both, or neither.");
  }

  private Pem.Tls read(String ca, String certificate, String key) {
    return tried(ca, certificate, key).orElseThrow();
  }

  private Optional<Pem.Tls> tried(String ca, String certificate, String key) {
    Map<String, String> environment = new HashMap<>();
    environment.put("MILL_CA_PATH", folder.resolve(ca).toString());
    environment.put("MILL_OWN_PATH", folder.resolve(certificate).toString());
    environment.put("MILL_KEY_PATH", folder.resolve(key).toString());
    return PEM.read(settings(environment), problems);
  }

  private static Settings settings(Map<String, String> environment) {
    return Settings.load(new Mill(), null, environment, Map.of());
  }

  /** One byte from a server that wants a client certificate. */
  private static int greeting(SSLContext server, SSLContext client) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (SSLServerSocket listening =
        (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0, 1, loopback)) {
      listening.setNeedClientAuth(true);
      CompletableFuture<Void> served = CompletableFuture.runAsync(() -> greet(listening));
      try (SSLSocket socket =
          (SSLSocket) client.getSocketFactory().createSocket(loopback, listening.getLocalPort())) {
        int read = socket.getInputStream().read();
        served.get();
        return read;
      }
    }
  }

  private static void greet(SSLServerSocket listening) {
    try (var socket = listening.accept()) {
      socket.getOutputStream().write('!');
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A certificate that signs itself and its key, by the JDK's own tool. */
  private static void make(String kind, String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                kind,
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    write(name + "-cert.pem", "CERTIFICATE", keys.getCertificate("own").getEncoded());
    write(name + "-key.pem", "PRIVATE KEY", keys.getKey("own", PASSWORD).getEncoded());
  }

  private static void write(String name, String what, byte[] bytes) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n");
  }
}
