// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import backbone.testkit.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Traces, metrics and the pipeline in a real Chromium over a real Elasticsearch. */
final class TelemetryBrowserIT {

  private static final Duration SLOW = Duration.ofSeconds(20);
  private static final String TRACES = "document.querySelectorAll('#tracetable tbody tr').length";
  private static final String SPANS = "document.querySelectorAll('#waterfall li').length";

  private static TestConsole console;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        Browser.installed().isPresent(), "no Chromium; ConsoleBrowserIT tells how to get it");
    Indexer indexer = new Indexer(SharedElasticsearch.empty());
    Instant now = Instant.now();
    indexer.index(ShopLogs.until(now));
    indexer.index(ShopLogs.ofTraces(now));
    indexer.spans(ShopTraces.until(now));
    indexer.minutes(ShopMinutes.until(now));
    console = TestConsole.started(SharedElasticsearch.url());
    browser = Browser.started(Browser.installed().orElseThrow());
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (console != null) {
      console.close();
    }
  }

  @Test
  void goesFromPageToPageByKeyboard_andKeepsTheTime() throws Exception {
    open("/?from=-2h", "document.querySelectorAll('#list li').length > 0");
    for (String page : new String[] {"traces", "metrics", "pipeline", "alerts"}) {
      browser.press("g");
      browser.press(page.substring(0, 1));
      until(
          "location.pathname === '/"
              + page
              + "' && !document.querySelector('#"
              + page
              + "').hidden");
      assertThat(text("location.search")).isEqualTo("?from=-2h");
    }
    browser.press("g");
    browser.press("l");
    until("location.pathname === '/' && document.querySelectorAll('#list li').length > 0");
    assertThat(text("document.querySelector('#nav [aria-current]').textContent")).isEqualTo("Logs");
    browser.eval("history.back()");
    until("location.pathname === '/alerts'");
  }

  @Test
  void showsWhatFires_whatKeepsItFromPeople_andWhatToDo() throws Exception {
    open("/alerts", "document.querySelectorAll('#alertslist li').length === 3");
    assertThat(text("document.querySelector('#alertshead').textContent"))
        .contains("1 firing, 1 kept from people, 1 pending.");
    assertThat(text("document.querySelector('#nav .firing').textContent")).isEqualTo("1");
    assertThat(text("document.querySelector('#alertswatch').textContent"))
        .contains("4 rules are watched")
        .contains("HostCpuHigh: vector contains metrics");
    assertThat(text("document.querySelector('[data-alert=Http500Burst]').textContent"))
        .contains("answered 500 118 times", "told payments-page", "value 118");
    assertThat(text("document.querySelector('[data-alert=LogErrorSpike]').textContent"))
        .contains("fires, silenced", "not told commerce");
    assertThat(browser.eval("document.querySelectorAll('#alertslist a[href^=javascript]').length"))
        .hasToString("0");
    assertThat(text("document.querySelector('[data-alert=LogErrorSpike] .links').textContent"))
        .doesNotContain("Dashboard", "What to do");
    assertThat(text("[...document.querySelectorAll('.links a')].map(a => a.href).join(' ')"))
        .contains("http://127.0.0.1:3000/d/telemetry-service?var-service=payment-service");
    browser.eval("document.querySelector('[data-alert=Http500Burst] .todo').click()");
    until("document.querySelector('.runbook')?.textContent.includes('Silence.')");
    browser.eval("document.querySelector('[data-alert=Http500Burst] .links a').click()");
    until(
        "location.pathname === '/' && location.search.includes('service=payment-service')"
            + " && location.search.includes('env=prod')"
            + " && document.querySelectorAll('#list li').length > 0");
  }

  @Test
  void showsThatRedisIsTheSlowCall() throws Exception {
    open("/traces?from=-2h&service=payment-service&min=1100&policy=slow-traces", TRACES + " === 1");
    assertThat(browser.eval("document.querySelectorAll('.trace-dot').length").asInt()).isEqualTo(1);
    browser.press("j");
    browser.press("j");
    browser.press("Enter");
    until(SPANS + " === 12");
    assertThat(text("document.querySelector('.cause').textContent"))
        .contains("payment-service GET session")
        .contains("1.18 s");
    assertThat(text("document.querySelector('#waterfall .heavy .op').textContent"))
        .isEqualTo("GET session");
    browser.eval("document.querySelector('.cause').click()");
    until("document.querySelectorAll('#side .figure').length === 6");
    until("document.querySelector('#side').textContent.includes('redis GET session took 1180 ms')");
    until("document.querySelector('#side details')?.textContent.includes('db.system')");
    assertThat(text("document.querySelector('#side .verdict').textContent"))
        .isEqualTo("It waited: 1 ms of CPU in 1.18 s.");
    browser.press("Escape");
    browser.press("c");
    until(SPANS + " <= 12 && location.search.includes('only=1')");
    browser.press("Escape");
    until(TRACES + " === 1 && !location.search.includes('trace=')");
  }

  @Test
  void foldsAndMovesThroughSpans() throws Exception {
    open("/traces?trace=" + ShopTraces.SLOW_INVENTORY, SPANS + " === 12");
    assertThat(text("document.querySelector('.cause').textContent"))
        .contains("SELECT stock")
        .contains("2 s");
    browser.press("j");
    until("location.search.includes('span=')");
    browser.press("x");
    until(SPANS + " === 1");
    browser.press("x");
    until(SPANS + " === 12");
  }

  @Test
  void leadsFromALineToItsSpan_andBack() throws Exception {
    open(
        "/?from=-2h&q=trace:" + ShopTraces.SLOW_INVENTORY + "%20lock",
        "document.querySelectorAll('#list li').length === 1");
    browser.press("j");
    browser.press("Enter");
    until("!!document.querySelector('#showtrace')");
    browser.eval("document.querySelector('#showtrace').click()");
    until(
        "document.querySelector('#waterfall [aria-current] .op')?.textContent === 'GET"
            + " /stock/{sku}'");
    browser.eval("document.querySelector('#side .inlogs').click()");
    until("location.pathname === '/' && !!document.querySelector('#event pre')");
    assertThat(text("document.querySelector('#event pre').textContent")).contains("lock wait");
  }

  @Test
  void tellsThatATraceWasDropped_andShowsItsLogs() throws Exception {
    open("/traces?trace=" + ShopLogs.DROPPED, "!!document.querySelector('#fate.dropped')");
    assertThat(text("document.querySelector('#fate').textContent"))
        .contains("Dropped by ten-percent at");
    assertThat(text("document.querySelector('#side').textContent"))
        .contains("order of a trace not kept");
  }

  @Test
  void showsMarkupAsText() throws Exception {
    open("/traces?trace=" + ShopTraces.ORPHANS, SPANS + " === 3");
    assertThat(text("document.querySelectorAll('#waterfall .op')[1].textContent"))
        .isEqualTo(ShopLogs.MARKUP);
    open("/traces?from=-1h", TRACES + " > 10");
    open(
        "/traces?trace=" + ShopTraces.SLOW_REDIS,
        "document.querySelectorAll('.tracelines li').length === 4");
    assertThat(
            browser
                .eval(
                    "window.hacked === undefined && document.querySelectorAll('main img').length"
                        + " === 0")
                .asBoolean())
        .isTrue();
  }

  @Test
  void showsRatesErrorsAndDurations() throws Exception {
    open("/metrics?from=-2h", "document.querySelectorAll('#redtable tbody tr').length === 4");
    assertThat(browser.eval("document.querySelectorAll('#chart-latency polyline').length").asInt())
        .isEqualTo(3);
    assertThat(text("document.querySelector('#slowtable tbody tr').textContent"))
        .startsWith("payment-serviceGET session");
    browser.eval("document.querySelector('#redtable [data-name=auth-service]').click()");
    until("document.querySelector('#redtable').textContent.includes('POST /login')");
    until("document.querySelector('#chart-errorrate').textContent.includes('70 %')");
  }

  @Test
  void showsErrorsAboveCpuOnOneAxis() throws Exception {
    open(
        "/metrics?from=-2h", "document.querySelectorAll('#chart-errorlogs rect.error').length > 5");
    assertThat(browser.eval("document.querySelectorAll('#chart-cpu polyline').length").asInt())
        .isEqualTo(4);
    String ticks =
        "[...document.querySelectorAll('#chart-%s .tick')].map(t => t.textContent).filter(t =>"
            + " t.includes(':'))";
    JsonNode above = browser.eval(ticks.formatted("errorlogs"));
    assertThat(browser.eval(ticks.formatted("cpu"))).isEqualTo(above).isNotEmpty();
  }

  @Test
  void showsThePipelineFromLeftToRight() throws Exception {
    open(
        "/pipeline",
        "document.querySelectorAll('.card.ok').length === 7 &&"
            + " !!document.querySelector('.ledger')");
    assertThat(text("document.querySelector('[data-job=normalize-logs]').textContent"))
        .contains("residue 0")
        .contains("5,080 emitted");
    assertThat(browser.eval("document.querySelectorAll('#flow .arrow').length").asInt())
        .isEqualTo(12);
    assertThat(text("document.querySelector('.card.behind').textContent"))
        .contains("derive-metrics")
        .contains("3.2 s behind · 4,120 records wait");
    assertThat(text("document.querySelector('[data-part=gateway]').textContent"))
        .contains("not seen here");
  }

  @Test
  void saysSoAndKeepsTrying_whenElasticsearchIsDown() throws Exception {
    try (TestConsole alone = TestConsole.started("http://127.0.0.1:9")) {
      for (String page : new String[] {"/traces", "/traces?trace=abc", "/metrics"}) {
        browser.open("about:blank");
        browser.open(alone.url() + page);
        until("document.querySelector('#problem')?.textContent.includes('Trying again')");
      }
    }
  }

  @Test
  void staysQuick_whenATraceHasMoreSpansThanAreShown() throws Exception {
    String id = "7".repeat(32);
    Instant start = Instant.now().minusSeconds(400);
    new Indexer(SharedElasticsearch.url()).spans(List.of(ShopTraces.wide(id, start, 5_010)));
    open("/traces?trace=" + id, SPANS + " === 5000");
    assertThat(text("document.querySelector('.facts').textContent"))
        .contains("5,010 (the first 5,000 shown)");
    String steps =
        "(() => { const t = performance.now(); for (let i = 0; i < 10; i++)"
            + " document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true"
            + " })); return performance.now() - t; })()";
    assertThat(browser.eval(steps).asDouble()).as("ten steps, ms").isLessThan(3_000);
  }

  @Test
  void namesWhatIsMissing_whenThereIsNothing() throws Exception {
    String never = "?from=2020-01-01T00:00:00Z&to=2020-01-01T01:00:00Z";
    open("/traces" + never, "document.querySelector('#tracesempty')?.textContent.includes('4317')");
    open(
        "/metrics" + never,
        "document.querySelector('#metricsempty')?.textContent.includes('OTLP')");
  }

  private static void open(String address, String ready) throws Exception {
    browser.open("about:blank");
    browser.open(console.url() + address);
    until(ready);
  }

  private static void until(String condition) throws Exception {
    Eventually.await(condition, SLOW, () -> browser.eval(condition).asBoolean());
  }

  private static String text(String expression) {
    return browser.eval(expression).asText();
  }
}
