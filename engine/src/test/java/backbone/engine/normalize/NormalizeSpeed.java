// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.LogEvent;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/** Lines per second on one core, by format; run by hand, before and after a change. */
final class NormalizeSpeed {

  /** Of the thread, as machines are seldom idle. */
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private static final int LINES = 1_000;
  private static final int ROUNDS = 30;
  private static final int ROUND_LINES = 100_000;

  private static final String ECS =
      "{\"@timestamp\":\"2024-01-02T10:11:12.%03dZ\",\"log.level\":\"INFO\",\"message\":\"Order %d"
          + " paid in 12 ms by card of customer %d\",\"ecs.version\":\"1.2.0\",\"service.name\":"
          + "\"payment-service\",\"process.thread.name\":\"http-nio-8080-exec-7\",\"log.logger\":"
          + "\"com.acme.shop.payment.PaymentController\",\"trace.id\":"
          + "\"4bf92f3577b34da6a3ce929d0e0e4736\",\"span.id\":\"00f067aa0ba902b7\"}";
  private static final String SPRING =
      "2024-01-02T10:11:12.%03d+09:00  INFO 123 --- [shop] [http-nio-8080-exec-7] "
          + "com.acme.PaymentController : Order %d paid in 12 ms by customer %d";
  private static final String ACCESS =
      "192.0.2.1 - - [02/Jan/2024:10:11:12 +0900] \"GET /orders/%d?page=%d HTTP/1.1\" 200 5120 "
          + "\"-\" \"curl/8.%d\"";
  private static final String SYSLOG = "<34>Oct 11 22:14:15 host-%d su[%d]: user %d came in";

  private NormalizeSpeed() {}

  public static void main(String[] arguments) {
    measure("ecs json", ECS);
    measure("spring boot", SPRING);
    measure("access", ACCESS);
    measure("syslog", SYSLOG);
  }

  private static void measure(String name, String pattern) {
    List<RawLog> lines = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      lines.add(Captured.raw(pattern.formatted(i % 1000, i * 7, i * 13).getBytes(UTF_8)));
    }
    Normalizer normalizer = Normalizer.standard();
    Counting out = new Counting();
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = CPU.getCurrentThreadCpuTime();
      for (int i = 0; i < ROUND_LINES; i++) {
        normalizer.normalize(lines.get(i % LINES), out);
      }
      best = Math.min(best, CPU.getCurrentThreadCpuTime() - start);
    }
    if (out.events != (long) ROUNDS * ROUND_LINES) {
      throw new IllegalStateException("events " + out.events);
    }
    System.out.printf("%s: %,d lines/s%n", name, ROUND_LINES * 1_000_000_000L / best);
  }

  private static final class Counting implements NormalizerOutput {
    private long events;

    @Override
    public void event(LogEvent event) {
      events++;
    }

    @Override
    public void dead(String faultClass, String reason, String maskedExcerpt) {
      throw new IllegalStateException(faultClass + ": " + reason);
    }

    @Override
    public void dropped(String reason) {
      throw new IllegalStateException(reason);
    }
  }
}
