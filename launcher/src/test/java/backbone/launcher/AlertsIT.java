// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.People.Message;
import backbone.launcher.deploy.ShippedAlertmanager;
import backbone.launcher.deploy.ShippedPrometheus;
import backbone.launcher.embedded.Ports;
import backbone.launcher.embedded.Ports.Port;
import backbone.testkit.Eventually;
import backbone.testkit.Peers;
import backbone.testkit.RealAlertmanager;
import backbone.testkit.RealPrometheus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a line to a person: log lines and spans go into a whole backbone, its metrics into a real
 * Prometheus with the shipped rules, its alerts into a real Alertmanager with the shipped routes
 * and templates, and its messages to those who are told. {@code -Dproofs.alerts.seconds=15} is the
 * shipped pace; the ordinary one is a second.
 */
class AlertsIT {

  private static final int PORT_BASE = 23_180;
  private static final int PACE_SECONDS = Integer.getInteger("proofs.alerts.seconds", 1);
  private static final String GROUP_WAIT = PACE_SECONDS == 1 ? "1s" : "10s";
  private static final Duration TOLD = Duration.ofSeconds(60);

  /** Long enough for what must not be told to be told. */
  private static final Duration QUIET = Duration.ofSeconds(8 + 3L * PACE_SECONDS);

  /** An event so old leaves the last window that shows it half a minute later. */
  private static final Duration NEARLY_GONE = Duration.ofSeconds(320);

  private static final Duration OVER = Duration.ofSeconds(90 + 3L * PACE_SECONDS);
  private static final double BUSY = 0.95;

  private final Ports ports = new Ports(PORT_BASE);

  @Test
  void peopleAreToldOnce_whenItBeginsAndWhenItIsOver(@TempDir Path folder) throws Exception {
    Peers.require("prometheus");
    RealAlertmanager.program();
    try (People people = new People();
        HostFigures hot = new HostFigures(BUSY, BUSY);
        HostFigures cool = new HostFigures(0.7, 0.85);
        Embedded backbone = new Embedded(folder.resolve("data"), PORT_BASE);
        RealAlertmanager alertmanager =
            RealAlertmanager.started(
                ShippedAlertmanager.config(
                    folder, people.slackUrl(), people.smarthost(), GROUP_WAIT))) {
      backbone.up("--no-demo");
      try (RealPrometheus prometheus =
              RealPrometheus.started(
                  ShippedPrometheus.alerting(
                      folder,
                      PACE_SECONDS,
                      Map.of(
                          "jobs",
                          ports.address(Port.JOBS_METRICS),
                          "node",
                          hot.address() + "," + cool.address()),
                      alertmanager.address()));
          Responses responses = new Responses(ports.address(Port.KAFKA))) {
        toldOfHosts(people, hot, cool);
        toldOfBursts(people, responses, prometheus);
        toldOfCausesOnly(people, alertmanager);
      }
    }
  }

  private static void toldOfHosts(People people, HostFigures hot, HostFigures cool)
      throws Exception {
    Eventually.await("CPU and disk", TOLD, () -> told(people, "HostCpuHigh", hot.address()));
    Eventually.await("CPU and disk", TOLD, () -> told(people, "HostDiskFull", hot.address()));
    hot.set(0, 0.1);
    Eventually.await("CPU is over", OVER, () -> people.slack("[RESOLVED] HostCpuHigh").size() == 1);
    Eventually.await(
        "disk is over", OVER, () -> people.mail("[RESOLVED] HostDiskFull").size() == 1);
    assertThat(people.slack(cool.address())).isEmpty();
    for (String alert : List.of("HostCpuHigh", "HostDiskFull")) {
      assertThat(people.slack("[FIRING:1] " + alert)).hasSize(1);
      assertThat(people.mail("[FIRING:1] " + alert)).hasSize(1);
    }
  }

  private static boolean told(People people, String alert, String about) {
    return people.slack("[FIRING:1] " + alert).stream().anyMatch(m -> m.text().contains(about))
        && people.mail("[FIRING:1] " + alert).stream().anyMatch(m -> m.text().contains(about));
  }

  private static void toldOfBursts(People people, Responses responses, RealPrometheus prometheus)
      throws Exception {
    responses.logs("warm", 1, 200, Duration.ZERO);
    Eventually.await(
        "the first responses",
        TOLD,
        () -> !prometheus.query("http_responses_total{service_name=\"warm\"}").isEmpty());

    responses.logs("just-below", 99, 500, NEARLY_GONE);
    responses.logs("of-yesterday", 300, 500, Duration.ofMinutes(20));
    responses.logs("both-half", 50, 500, NEARLY_GONE);
    responses.spans("both-half", 50, NEARLY_GONE);
    responses.logs("both-full", 100, 500, NEARLY_GONE);
    responses.spans("both-full", 100, NEARLY_GONE);
    long sentNanos = responses.logs("payment-service", 100, 500, NEARLY_GONE);
    Eventually.await("Slack", TOLD, () -> people.slack("payment-service").size() == 1);
    Eventually.await("mail", TOLD, () -> people.mail("payment-service").size() == 1);
    Eventually.await("both", TOLD, () -> people.mail("both-full").size() == 1);

    Message post = people.slack("payment-service").get(0);
    Message mail = people.mail("payment-service").get(0);
    System.out.printf(
        "100 responses of 500, at %d s: Slack after %.1f s, mail after %.1f s%n",
        PACE_SECONDS, seconds(sentNanos, post), seconds(sentNanos, mail));
    assertThat(post.title()).startsWith("[FIRING:1] Http500Burst payment-service (");
    assertThat(post.channel()).isEqualTo("#telemetry");
    assertThat(post.text())
        .contains(
            "answered 500 100 times in 5 minutes",
            "docs/runbooks/Http500Burst.md",
            "/d/telemetry-service?var-service=payment-service",
            "/?service=payment-service&from=20",
            "/traces?service=payment-service&from=20",
            "\"color\":\"danger\"");
    assertThat(mail.title()).contains("[FIRING:1] Http500Burst payment-service (");
    assertThat(mail.channel()).contains("devops@example.com");
    assertThat(mail.text()).contains("docs/runbooks/Http500Burst.md");

    Eventually.await("it is over", OVER, () -> people.slack("[RESOLVED] Http500Burst").size() == 2);
    Eventually.await("it is over", OVER, () -> people.mail("[RESOLVED] Http500Burst").size() == 2);
    stays(QUIET, () -> people.slack("Http500Burst payment-service").size() == 2);
    assertThat(people.slack("It lasted")).isNotEmpty();
    assertThat(people.mail("Http500Burst payment-service")).hasSize(2);
    assertThat(people.slack("Http500Burst both-full")).hasSize(2);
    for (String silent : List.of("just-below", "of-yesterday", "both-half", "warm")) {
      assertThat(people.slack(silent)).as(silent).isEmpty();
      assertThat(people.mail(silent)).as(silent).isEmpty();
    }
  }

  private static double seconds(long sentNanos, Message message) {
    return (message.atNanos() - sentNanos) / 1e9;
  }

  /** Of a service only the page, of jobs that are down only that. */
  private static void toldOfCausesOnly(People people, RealAlertmanager alertmanager)
      throws Exception {
    String service = "\"service_name\":\"%s\",\"env\":\"prod\",\"region\":\"kr\"";
    fire(
        alertmanager,
        "{\"alertname\":\"Http500Burst\",\"severity\":\"page\"," + service.formatted("a") + "}",
        "{\"alertname\":\"BackbonePartDown\",\"severity\":\"page\",\"job\":\"jobs\"}");
    fire(
        alertmanager,
        "{\"alertname\":\"LatencyP99High\",\"severity\":\"warning\","
            + service.formatted("a")
            + "}",
        "{\"alertname\":\"LatencyP99High\",\"severity\":\"warning\","
            + service.formatted("b")
            + "}",
        "{\"alertname\":\"HttpErrorRatioHigh\",\"severity\":\"page\","
            + service.formatted("a")
            + "}",
        "{\"alertname\":\"BackboneLagging\",\"severity\":\"warning\",\"job\":\"normalize-logs\"}",
        "{\"alertname\":\"HostMemoryLow\",\"severity\":\"warning\",\"instance\":\"n\"}");
    for (String told :
        List.of(
            "Http500Burst a (prod/kr)",
            "BackbonePartDown jobs",
            "LatencyP99High b (prod/kr)",
            "HostMemoryLow")) {
      Eventually.await(told, TOLD, () -> people.slack("[FIRING:1] " + told).size() == 1);
    }
    for (String silent :
        List.of("LatencyP99High a", "HttpErrorRatioHigh a", "BackboneLagging normalize-logs")) {
      assertThat(people.slack("[FIRING:1] " + silent)).as(silent).isEmpty();
    }
    assertThat(people.mail("Http500Burst a (prod/kr)")).hasSize(1);
    assertThat(people.mail("LatencyP99High")).isEmpty();
  }

  private static void fire(RealAlertmanager alertmanager, String... labels) throws Exception {
    StringBuilder body = new StringBuilder();
    for (String of : labels) {
      body.append(body.isEmpty() ? "[" : ",").append("{\"labels\":").append(of).append("}");
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + alertmanager.address() + "/api/v2/alerts"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body + "]"))
            .build();
    assertThat(
            HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(200);
  }

  /** Holds over a time, and not only now: what comes too much comes late. */
  private static void stays(Duration time, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      assertThat(holds.call()).isTrue();
      Thread.sleep(200);
    }
  }
}
