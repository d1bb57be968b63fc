// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.testkit.Certificates;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both fronts with certificates, against the clients of gRPC and of the JDK. */
final class TlsTest {

  @TempDir private Path folder;
  private final MockProducer<byte[], byte[]> kafka = Rig.producer(true);
  private Certificates authority;
  private Certificates.Signed client;
  private Map<String, String> settings;

  @BeforeEach
  void certify() throws Exception {
    authority = new Certificates(folder);
    Certificates.Signed own = authority.sign("gateway");
    client = authority.sign("client");
    settings = new HashMap<>();
    settings.put("gateway.tls.certificate.path", own.certificate().toString());
    settings.put("gateway.tls.key.path", own.key().toString());
  }

  @Test
  void takesBothProtocols_whenClientTrustsTheAuthority() throws Exception {
    try (Rig rig = new Rig(settings, () -> kafka)) {
      overGrpc(rig, null);
      int status = overHttp(rig, null);

      assertThat(status).isEqualTo(200);
      assertThat(kafka.history()).hasSize(2);
    }
  }

  @Test
  void takesNothingInPlainText() {
    try (Rig rig = new Rig(settings, () -> kafka)) {
      assertThatThrownBy(
              () -> TraceServiceGrpc.newBlockingStub(rig.channel).export(Requests.spans(1, 5)))
          .isInstanceOf(StatusRuntimeException.class);
      assertThatThrownBy(() -> rig.send(rig.post("/v1/traces", "application/json", new byte[2])))
          .isInstanceOf(java.io.IOException.class);
      assertThat(kafka.history()).isEmpty();
    }
  }

  @Test
  void takesOnlyWhoShowsACertificate_whenAuthorityOfClientsIsSet() throws Exception {
    settings.put("gateway.tls.client.ca.path", authority.ca().toString());
    try (Rig rig = new Rig(settings, () -> kafka)) {
      overGrpc(rig, client);
      assertThat(overHttp(rig, client)).isEqualTo(200);
      assertThat(kafka.history()).hasSize(2);

      assertThatThrownBy(() -> overGrpc(rig, null)).isInstanceOf(StatusRuntimeException.class);
      assertThatThrownBy(() -> overHttp(rig, null)).isInstanceOf(java.io.IOException.class);
      assertThat(kafka.history()).hasSize(2);
    }
  }

  @Test
  void takesNobodyOfAnotherAuthority() throws Exception {
    settings.put("gateway.tls.client.ca.path", authority.ca().toString());
    Certificates.Signed stranger = new Certificates(folder.resolve("other")).sign("client");
    try (Rig rig = new Rig(settings, () -> kafka)) {
      assertThatThrownBy(() -> overGrpc(rig, stranger)).isInstanceOf(StatusRuntimeException.class);
      assertThatThrownBy(() -> overHttp(rig, stranger)).isInstanceOf(java.io.IOException.class);
      assertThat(kafka.history()).isEmpty();
    }
  }

  private void overGrpc(Rig rig, Certificates.Signed own) throws Exception {
    SslContextBuilder ssl =
        GrpcSslContexts.configure(SslContextBuilder.forClient())
            .trustManager(authority.ca().toFile());
    if (own != null) {
      ssl.keyManager(own.certificate().toFile(), own.key().toFile());
    }
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", rig.gateway.grpcPort())
            .sslContext(ssl.build())
            .build();
    try {
      var unused = TraceServiceGrpc.newBlockingStub(channel).export(Requests.spans(1, 5));
    } finally {
      channel.shutdownNow();
    }
  }

  private int overHttp(Rig rig, Certificates.Signed own) throws Exception {
    HttpClient http = HttpClient.newBuilder().sslContext(context(own)).build();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("https://127.0.0.1:" + rig.gateway.httpPort() + "/v1/traces"))
            .header("Content-Type", "application/x-protobuf")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Requests.spans(1, 5).toByteArray()))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private SSLContext context(Certificates.Signed own) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ca", certificate(authority.ca()));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own == null ? null : keys(own), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyManager[] keys(Certificates.Signed own) throws Exception {
    String base64 = Files.readString(own.key()).replaceAll("-----[A-Z ]+-----", "");
    byte[] pkcs8 = java.util.Base64.getMimeDecoder().decode(base64);
    PrivateKey key =
        java.security.KeyFactory.getInstance("EC")
            .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(pkcs8));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("own", key, new char[0], new Certificate[] {certificate(own.certificate())});
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private static Certificate certificate(Path pem) throws Exception {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(pem)));
  }
}
