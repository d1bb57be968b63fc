// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.sample.PolicySet;
import backbone.engine.sample.PolicyTimes;
import backbone.testkit.Eventually;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** What came out, against what the sampler alone makes of the same records. */
final class Outcome {

  private static final int EMPTY_POLLS = 15;

  private final List<String> spans;
  private final List<String> decisions;

  Outcome(List<String> spans, List<String> decisions) {
    this.spans = spans;
    this.decisions = decisions;
  }

  /** What a script is to give. */
  static Script.Expected expected(Script script, int partitions) {
    return expected(script, partitions, PolicyTimes.always(PolicySet.standard()));
  }

  static Script.Expected expected(Script script, int partitions, PolicyTimes policies) {
    Script.Expected all = new Script.Expected(new TreeSet<>(), new TreeMap<>(), new TreeMap<>());
    for (int p = 0; p < partitions; p++) {
      Script.Expected one = script.expected(p, policies);
      all.spans().addAll(one.spans());
      all.decisions().putAll(one.decisions());
      all.judges().putAll(one.judges());
    }
    return all;
  }

  /** Reads until so much has come, and a while longer for what should not. */
  static Outcome read(SamplingTopics topics, Script.Expected expected) throws Exception {
    List<String> spans = new ArrayList<>();
    List<String> decisions = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> sampled = topics.sampled();
        KafkaConsumer<byte[], byte[]> decided = topics.decisions()) {
      Eventually.await(
          expected.spans().size() + " spans",
          () -> {
            drain(sampled, decided, spans, decisions);
            return spans.size() >= expected.spans().size()
                && decisions.size() >= expected.decisions().size();
          });
      for (int i = 0; i < EMPTY_POLLS; i++) {
        drain(sampled, decided, spans, decisions);
      }
    }
    return new Outcome(spans, decisions);
  }

  private static void drain(
      KafkaConsumer<byte[], byte[]> sampled,
      KafkaConsumer<byte[], byte[]> decided,
      List<String> spans,
      List<String> decisions) {
    SamplingTopics.drain(sampled).forEach(r -> spans.addAll(Traces.spans(r.value())));
    SamplingTopics.drain(decided).forEach(r -> decisions.add(new String(r.value(), UTF_8)));
  }

  /** No span lost, none twice; one decision per trace, none flipped. */
  void isThat(Script.Expected expected) {
    assertThat(decisions.stream().map(text -> text.split(" ", -1)[0])).doesNotHaveDuplicates();
    assertThat(difference(verdicts().entrySet(), expected.decisions().entrySet())).isEmpty();
    assertThat(difference(judges().entrySet(), expected.judges().entrySet())).isEmpty();
    assertThat(spans).doesNotHaveDuplicates();
    assertThat(difference(new TreeSet<>(spans), expected.spans())).isEmpty();
  }

  private Map<String, String> judges() {
    Map<String, String> judges = new TreeMap<>();
    decisions.forEach(text -> judges.put(text.split(" ", -1)[0], text.split(" ", -1)[3]));
    return judges;
  }

  private Map<String, Boolean> verdicts() {
    Map<String, Boolean> verdicts = new TreeMap<>();
    for (String decision : decisions) {
      String[] parts = decision.split(" ", -1);
      verdicts.put(parts[0], Boolean.parseBoolean(parts[1]));
    }
    return verdicts;
  }

  /** What only one of them has. */
  private static <T> Set<T> difference(Set<T> one, Set<T> other) {
    Set<T> only = new LinkedHashSet<>();
    Stream.concat(one.stream(), other.stream())
        .filter(member -> !one.contains(member) || !other.contains(member))
        .forEach(only::add);
    return only;
  }
}
