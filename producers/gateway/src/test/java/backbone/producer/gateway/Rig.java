// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import backbone.service.Settings;
import backbone.service.Signals;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A gateway on free ports, before a producer that the test answers for. */
final class Rig implements AutoCloseable {

  /** Settings that let one request of 700 kB in, and no second one. */
  static final Map<String, String> SMALL_QUEUE =
      Map.of("gateway.queue.bytes.max", "1048576", "gateway.request.bytes.max", "1048576");

  final PrometheusRegistry metrics = new PrometheusRegistry();
  final Gateway gateway;
  final ManagedChannel channel;
  private final HttpClient http = HttpClient.newHttpClient();

  Rig(Map<String, String> more, Supplier<Producer<byte[], byte[]>> kafka) {
    GatewayConfig config = GatewayConfig.of(settings(more));
    Signals signals = Signals.of(metrics, "gateway");
    gateway = new Gateway(config, signals, new RawWriter(config, kafka));
    gateway.start();
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", gateway.grpcPort()).usePlaintext().build();
  }

  /** A channel that sends a token, as exporters do with a header that is set. */
  Channel withToken(String token) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /** What comes in or waits for Kafka. */
  long waitingBytes() {
    return (long) gateway.health().facts().get("waitingBytes");
  }

  static Settings settings(Map<String, String> more) {
    Map<String, String> flags = new HashMap<>();
    flags.put("kafka.bootstrap.servers", "127.0.0.1:1");
    flags.put("gateway.grpc.address", "127.0.0.1:0");
    flags.put("gateway.http.address", "127.0.0.1:0");
    flags.putAll(more);
    return Settings.load(new GatewayPart(), null, Map.of(), flags);
  }

  /** A producer that acknowledges at once, or when it is told to. */
  static MockProducer<byte[], byte[]> producer(boolean atOnce) {
    return new MockProducer<>(atOnce, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  HttpRequest.Builder post(String path, String type, byte[] body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.httpPort() + path))
        .header("Content-Type", type)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  CompletableFuture<HttpResponse<byte[]>> begin(HttpRequest.Builder request) {
    return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  /** Value of {@code telemetry_gateway_<name>_total}, all labels together. */
  double count(String name) {
    return metrics.scrape().stream()
        .filter(m -> m.getMetadata().getName().equals("telemetry_gateway_" + name))
        .flatMap(m -> ((CounterSnapshot) m).getDataPoints().stream())
        .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
        .sum();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    gateway.close();
  }
}
