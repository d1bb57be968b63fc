// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.schema.AvroCodec;
import backbone.schema.Catalogue;
import backbone.streams.sampling.BenchWatch.Figures;
import backbone.streams.sampling.BenchWatch.Flow;
import backbone.testkit.Peers;
import backbone.testkit.RealKafka;
import backbone.testkit.RealRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * sample-traces beside the Collector's tail_sampling, one after the other on the same broker and
 * the same spans: spans per second, CPU, memory, what is lost.
 */
final class SamplingPeerBench {

  private static final int PARTITIONS = 4;
  private static final Duration RUN_MAX = Duration.ofMinutes(2);

  private final ShopTopics shop;
  private final Path folder;

  private SamplingPeerBench(ShopTopics shop, Path folder) {
    this.shop = shop;
    this.folder = folder;
  }

  /** Arguments: number of traces, of 5 spans each. */
  public static void main(String[] args) throws Exception {
    int traces = args.length > 0 ? Integer.parseInt(args[0]) : 400_000;
    Path folder = Files.createTempDirectory("sampling-peer");
    System.out.println("logs in " + folder);
    try (RealKafka kafka = RealKafka.started()) {
      SamplingTopics topics = SamplingTopics.create(kafka, "bench", PARTITIONS);
      new SamplingPeerBench(ShopTopics.filled(topics, traces), folder).run();
    }
  }

  private void run() throws Exception {
    System.out.printf("%-10s %10s %12s %9s%n", "", "spans/s", "us CPU/span", "peak MB");
    Figures ours = ours();
    Optional<Path> program = Peers.find("otelcol");
    if (program.isEmpty()) {
      System.out.println("no otelcol on the PATH or in BACKBONE_PEERS: nothing to compare with");
      return;
    }
    Figures theirs = theirs(program.get());
    System.out.printf(
        "ratio      %10.2f %12.2f %9.2f%n",
        ours.perSecond() / theirs.perSecond(),
        ours.cpuMicros() / theirs.cpuMicros(),
        ours.peakMb() / theirs.peakMb());
  }

  private Figures ours() throws Exception {
    Path policies = folder.resolve("policies.yaml");
    Files.writeString(policies, Collector.POLICIES);
    String decisions = Catalogue.SAMPLING_DECISIONS.name(shop.topics().prefix());
    try (RealRegistry registry = RealRegistry.started()) {
      registry
          .client()
          .register(
              AvroCodec.subject(decisions),
              Catalogue.schemas(shop.topics().prefix()).get(decisions));
      Process job = BenchJob.start(shop, folder, policies, registry.url());
      String group = shop.topics().prefix() + "-" + SampleTraces.NAME;
      return watch("ours", job, new Flow(group, shop.normalized(), shop.sampled(), true));
    }
  }

  private Figures theirs(Path program) throws Exception {
    Process collector = Collector.start(program, shop, folder);
    return watch(
        "collector",
        collector,
        new Flow("collector", shop.collectorIn(), shop.collectorOut(), false));
  }

  private Figures watch(String name, Process process, Flow flow) throws Exception {
    RealKafka kafka = shop.topics().kafka();
    Figures figures;
    try (Admin admin = Admin.create(kafka.client())) {
      figures = new BenchWatch(admin, process, flow, PARTITIONS).follow(shop.spans(), RUN_MAX);
    } finally {
      process.destroyForcibly();
      process.waitFor(10, TimeUnit.SECONDS);
    }
    BenchOutput output = BenchOutput.of(kafka, flow.out(), PARTITIONS, shop.traces());
    System.out.printf(
        "%-10s %10.0f %12.2f %9.0f   %s%n",
        name, figures.perSecond(), figures.cpuMicros(), figures.peakMb(), output);
    return figures;
  }
}
