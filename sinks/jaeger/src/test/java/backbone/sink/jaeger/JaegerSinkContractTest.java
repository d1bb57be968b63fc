// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.jaeger;

import backbone.sink.BackboneSinkTask;
import backbone.sink.SinkContract;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract of all sinks over a real connection; an outage is a closed port. */
final class JaegerSinkContractTest extends SinkContract {

  private final AtomicInteger next = new AtomicInteger(1);
  private ScriptedJaeger jaeger;

  @BeforeEach
  void start() throws IOException {
    jaeger = new ScriptedJaeger();
    jaeger.refused = span -> span.getName().startsWith("poison");
  }

  @AfterEach
  void stop() throws InterruptedException {
    jaeger.close();
  }

  @Override
  protected BackboneSinkTask task() {
    return new JaegerSinkTask();
  }

  @Override
  protected Map<String, String> props() {
    return Map.of("jaeger.endpoint", jaeger.endpoint());
  }

  @Override
  protected int numbers() {
    return next.getAndAdd(10_000);
  }

  @Override
  protected byte[] good(int number) {
    return Traces.value(Traces.span(number));
  }

  @Override
  protected byte[] poison(int number, String secret) {
    return Traces.value(Traces.named(number, "poison " + secret));
  }

  @Override
  protected List<Integer> stored(int first, int count) {
    return jaeger.spans.stream()
        .map(span -> (int) Traces.number(span))
        .filter(number -> number >= first && number < first + count)
        .sorted()
        .toList();
  }

  @Override
  protected void outage() throws InterruptedException {
    jaeger.stop();
  }

  @Override
  protected void mended() throws IOException {
    jaeger.start();
  }
}
