// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.embedded.Ports.Port;
import backbone.testkit.Eventually;
import backbone.testkit.Peers;
import backbone.testkit.RealJaeger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;

/**
 * The scenes that the backbone is there for, each by what a user would look at: the demo's fault is
 * switched on, and within a minute the console names its cause; a real Jaeger, where there is one,
 * tells the same.
 */
final class Scenes {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long BYTES_MAX = 3_584L << 20;
  private static final double CPU_RISE = 0.05;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Scenes() {}

  /**
   * Plays them all.
   *
   * @param jaeger one that the backbone sends to, or null
   */
  static void play(Embedded backbone, RealJaeger jaeger) throws Exception {
    within("a kept trace", () -> !traces(backbone, "").isEmpty());
    double idle = processCpu(backbone, "demo");

    fault(backbone, "slow-redis");
    within("Redis as payment's slow call", () -> slowRedis(backbone));
    fault(backbone, "slow-inventory");
    within("2 s in inventory, in an order's trace", () -> slowInventory(backbone));
    long begunMs = System.currentTimeMillis();
    fault(backbone, "cpu-burn");
    within(
        "errors and CPU that rise together",
        () -> burns(backbone, idle) && errorsSince(backbone, begunMs) > 0);
    if (jaeger != null) {
      within("the same in Jaeger", () -> inJaeger(jaeger));
    }

    droppedIsAnswered(backbone);
    service(backbone);
    assertThat(backbone.peakBytes()).isLessThanOrEqualTo(BYTES_MAX);
    assertThat(backbone.status().path("ledger").path("residue").asLong(-1)).isZero();
  }

  /** One to send to; null, and a line that says so, where there is none. */
  static RealJaeger jaeger() throws Exception {
    if (Peers.find("jaeger-all-in-one").isEmpty()) {
      System.out.println("Skipped a part: jaeger-all-in-one is not there; .ci/run gets it.");
      return null;
    }
    return RealJaeger.started();
  }

  private static void within(String what, Callable<Boolean> condition) throws Exception {
    long begun = System.nanoTime();
    Eventually.await(what, MINUTE, condition);
    System.out.printf("%s after %.1f s%n", what, (System.nanoTime() - begun) / 1e9);
  }

  private static void fault(Embedded backbone, String name) throws Exception {
    Command.Result result =
        Command.run("demo", "fault", name, "--for", "60s", "--data", backbone.data().toString());
    assertThat(result.code()).as(result.output()).isZero();
  }

  private static JsonNode traces(Embedded backbone, String filter) throws Exception {
    return backbone.get(Port.CONSOLE, "/api/traces?from=-5m&size=50" + filter).path("traces");
  }

  /** The slowest call of payment-service is Redis, and takes most of a second or more. */
  private static boolean slowRedis(Embedded backbone) throws Exception {
    JsonNode slowest =
        backbone
            .get(Port.CONSOLE, "/api/slow-calls?from=-2m&service=payment-service")
            .at("/calls/0");
    return slowest.path("operation").asText().startsWith("GET session")
        && slowest.path("p95").asDouble() > 500;
  }

  private static boolean slowInventory(Embedded backbone) throws Exception {
    for (JsonNode trace : traces(backbone, "&service=order-service&minMs=1800")) {
      String id = trace.path("traceId").asText();
      for (JsonNode span : backbone.get(Port.CONSOLE, "/api/traces/" + id).path("spans")) {
        boolean inventory = span.path("service").asText().equals("inventory-service");
        if (inventory && Math.abs(span.path("durationMs").asDouble() - 2_000) < 300) {
          return true;
        }
      }
    }
    return false;
  }

  private static double processCpu(Embedded backbone, String process) throws Exception {
    JsonNode samples = backbone.get(Port.CONSOLE, "/api/errors-cpu?from=-1m").path("cpu");
    return StreamSupport.stream(samples.spliterator(), false)
        .mapToDouble(sample -> sample.path("processes").path(process).asDouble(0))
        .reduce(0, (before, last) -> last > 0 ? last : before);
  }

  /** Twice of before and some: on a busy machine the burner gets no more than its share. */
  private static boolean burns(Embedded backbone, double idle) throws Exception {
    return processCpu(backbone, "demo") > 2 * idle + CPU_RISE;
  }

  private static long errorsSince(Embedded backbone, long beginMs) throws Exception {
    JsonNode counts = backbone.get(Port.CONSOLE, "/api/errors-cpu?from=-1m").path("errors");
    return StreamSupport.stream(counts.spliterator(), false)
        .filter(count -> count.path("t").asLong() >= beginMs)
        .mapToLong(count -> count.path("errors").asLong())
        .sum();
  }

  private static boolean inJaeger(RealJaeger jaeger) throws Exception {
    JsonNode redis =
        json(
            jaeger.queryUrl()
                + "/api/traces?service=payment-service&operation=GET%20session&minDuration=500ms");
    JsonNode inventory =
        json(jaeger.queryUrl() + "/api/traces?service=inventory-service&minDuration=1800ms");
    return !redis.path("data").isEmpty() && !inventory.path("data").isEmpty();
  }

  /** A log line names a trace that sampling has dropped: the page says who dropped it and when. */
  private static void droppedIsAnswered(Embedded backbone) throws Exception {
    Eventually.await(
        "an answer for a dropped trace",
        MINUTE,
        () -> {
          JsonNode logs = backbone.get(Port.CONSOLE, "/api/logs?from=-5m&size=100&sort=asc");
          for (JsonNode event : logs.path("events")) {
            String id = event.path("trace.id").asText(event.at("/fields/trace.id").asText(""));
            if (id.length() == 32) {
              JsonNode trace = backbone.get(Port.CONSOLE, "/api/traces/" + id);
              String text = trace.toString();
              if (text.contains("\"dropped\"")) {
                assertThat(text).contains("Dropped by rest at ");
                return true;
              }
            }
          }
          return false;
        });
  }

  private static void service(Embedded backbone) throws Exception {
    String data = backbone.data().toString();
    Command.Result known = Command.run("service", "payment-service", "--json", "--data", data);
    assertThat(known.code()).as(known.output()).isZero();
    JsonNode report = JSON.readTree(known.output());
    assertThat(report.at("/spans/total").asLong()).isPositive();
    assertThat(report.at("/logs/total").asLong()).isPositive();
    Command.Result unknown = Command.run("service", "nobody", "--data", data);
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.output()).contains("Nothing came");
  }

  private static JsonNode json(String url) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString());
    return JSON.readTree(answer.body());
  }
}
