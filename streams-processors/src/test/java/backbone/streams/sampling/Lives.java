// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.engine.sample.PolicySet;
import backbone.engine.sample.SamplerLimits;
import backbone.schema.Decision;
import backbone.streams.Commits;
import backbone.streams.rules.Rules;
import backbone.streams.sampling.SampleTracesTopology.Parts;
import backbone.streams.sampling.SampleTracesTopology.Topics;
import backbone.streams.sampling.Traces.Piece;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedForward;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The processor of one task through several lives, without a broker: what a commit keeps and a
 * crash forgets is done by hand.
 */
final class Lives {

  static final String SAMPLED = "sampled";

  final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
  final Commits commits = new Commits();
  final Shown shown = new Shown();
  final List<Record<byte[], byte[]>> sampled = new ArrayList<>();
  final List<String> decisions = new ArrayList<>();

  private final SamplingRules rules;
  private final int sampledBytesMax;
  private final SampleProcessor processor;
  private final TreeMap<Bytes, byte[]> stored = new TreeMap<>();
  private MockProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> store;
  private long committed = Trail.UNKNOWN;
  private int next;
  FakeTrail trail;

  /** Numbers as last shown. */
  static final class Shown implements SamplingView {
    SamplingSnapshot last;
    boolean closed;

    @Override
    public void opened(int partition, SamplingSnapshot numbers) {
      last = numbers;
    }

    @Override
    public void committed(int partition, SamplingSnapshot numbers) {
      last = numbers;
    }

    @Override
    public void closed(int partition) {
      closed = true;
    }
  }

  Lives(List<String> rawPartitions, SamplerLimits limits, int sampledBytesMax) {
    this(rawPartitions, limits, sampledBytesMax, Rules.none());
  }

  Lives(List<String> rawPartitions, SamplerLimits limits, int sampledBytesMax, Rules later) {
    this.rules =
        new SamplingRules(
            PolicySet.standard(), later, limits, 1, rawPartitions, Duration.ofMinutes(5));
    this.sampledBytesMax = sampledBytesMax;
    this.processor = new SampleProcessor(parts());
  }

  private Parts parts() {
    return new Parts(
        new Topics("normalized", SAMPLED, "decisions"),
        rules,
        FakeEncoder::new,
        sampledBytesMax,
        partition -> trail,
        commits,
        shown);
  }

  /** A decision as text: {@code trace-id keep policy rules-version}. */
  static final class FakeEncoder implements DecisionEncoder {

    @Override
    public void connect() {}

    @Override
    public byte[] encode(Decision made) {
      String text = made.getTraceId() + " " + made.getKeep() + " " + made.getPolicy();
      text += " " + made.getRulesVersion();
      return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  void append(Piece piece) {
    log.add(
        new ConsumerRecord<>(
            "normalized",
            0,
            log.size(),
            Script.START_MS,
            TimestampType.LOG_APPEND_TIME,
            0,
            0,
            piece.key(),
            piece.value(),
            piece.headers(),
            Optional.empty()));
  }

  /** Begins a life with what is committed; the very same processor, as after an abort. */
  void begin() {
    context = new MockProcessorContext<>(config());
    store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(SampleTracesTopology.MEMORY_STORE),
                Serdes.Bytes(),
                Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    stored.forEach(store::put);
    trail = new FakeTrail(log);
    next = (int) Math.max(committed, 0);
    processor.init(context);
  }

  private static Properties config() {
    Properties config = new Properties();
    config.put("application.id", "sample-traces");
    config.put("bootstrap.servers", "localhost:1");
    config.put("processing.exception.handler.global.enabled", "true");
    return config;
  }

  /** Lets the trail know the committed offset. */
  void answer() {
    trail.committed = committed;
  }

  /** Gives the head its next record; false when there is none. */
  boolean deliver() {
    if (next == log.size()) {
      return false;
    }
    ConsumerRecord<byte[], byte[]> record = log.get(next);
    context.setRecordMetadata("normalized", 0, next);
    next++;
    processor.process(
        new Record<>(
            record.key(),
            record.value(),
            record.timestamp(),
            new RecordHeaders(record.headers().toArray())));
    return true;
  }

  void deliverAll() {
    while (deliver()) {}
  }

  /** One punctuation. */
  void turn() {
    context.scheduledPunctuators().get(0).getPunctuator().punctuate(0);
  }

  void commit() {
    for (CapturedForward<? extends byte[], ? extends byte[]> out : context.forwarded()) {
      if (out.childName().orElseThrow().equals(SampleTracesTopology.SAMPLED)) {
        sampled.add(
            new Record<>(
                out.record().key(),
                out.record().value(),
                out.record().timestamp(),
                out.record().headers()));
      } else {
        decisions.add(new String(out.record().value(), java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    context.resetForwards();
    stored.clear();
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        stored.put(entry.key, entry.value);
      }
    }
    committed = next;
    commits.committed();
  }

  /** Ends a life; what is not committed is gone. */
  void end() {
    processor.close();
  }

  List<String> sampledSpans() {
    return sampled.stream().flatMap(record -> Traces.spans(record.value()).stream()).toList();
  }
}
