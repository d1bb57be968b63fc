// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import backbone.console.http.Login;
import backbone.testkit.Eventually;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page in a real Chromium over a real Elasticsearch. */
final class ConsoleBrowserIT {

  private static final Duration SLOW = Duration.ofSeconds(20);
  private static final int SCREENSHOT_BYTES_MAX = 200_000;
  private static final String ROWS = "document.querySelectorAll('#list li').length";

  private static String elasticsearch;
  private static TestConsole console;
  private static Browser browser;
  private static Indexer indexer;

  @BeforeAll
  static void start() throws Exception {
    if (Browser.installed().isEmpty()) {
      System.out.println(
          "Skipped: no Chromium. Install it (Debian: apt-get install chromium) or set"
              + " -Dchromium=/path/to/it to check the page in a real browser.");
    }
    assumeTrue(Browser.installed().isPresent(), "no Chromium");
    elasticsearch = SharedElasticsearch.empty();
    indexer = new Indexer(elasticsearch);
    indexer.index(ShopLogs.until(Instant.now()));
    console = TestConsole.started(elasticsearch);
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
  void showsThePageAndItsData_whenLoggedIn() throws Exception {
    Login login = new Login("kim", "a-long-password");
    try (TestConsole guarded = TestConsole.started(elasticsearch, Optional.of(login))) {
      browser.open(guarded.url().replace("//", "//kim:a-long-password@") + "/?from=-3h");
      until(ROWS + " > 0");
      browser.open(guarded.url() + "/pipeline");
      until("document.body.textContent.includes('normalize-logs')");
    }
  }

  @Test
  void findsByTyping_andRestoresFromAddressAndBackButton() throws Exception {
    open("/?from=-3h");
    browser.press("/");
    assertThat(browser.eval("document.activeElement.id").asText()).isEqualTo("q");
    browser.type("token rejected");
    browser.press("Enter");
    until("!!document.querySelector('#list mark')");
    until(
        "[...document.querySelectorAll('#list .message')].every(m => m.textContent.includes('token"
            + " rejected'))");
    String address = text("location.href");
    assertThat(address).contains("q=token+rejected").contains("from=-3h");
    browser.eval("document.querySelector('[data-value=auth-service]').click()");
    until("location.search.includes('service=auth-service')");
    browser.eval("history.back()");
    until("!location.search.includes('service=')");
    until("document.querySelector('#q').value === 'token rejected'");
    browser.open("about:blank");
    browser.open(address);
    until("document.querySelector('#q')?.value === 'token rejected' && " + ROWS + " > 0");
  }

  @Test
  void movesOpensAndClosesByKeyboard() throws Exception {
    open("/?from=-3h&level=error");
    browser.press("j");
    browser.press("j");
    assertThat(
            browser
                .eval("[...document.querySelectorAll('#list li')].findIndex(r => r.ariaCurrent)")
                .asInt())
        .isEqualTo(1);
    browser.press("k");
    browser.press("Enter");
    until("document.querySelector('#event pre')?.textContent.includes('token rejected')");
    assertThat(text("location.search")).contains("event=");
    String first = text("new URLSearchParams(location.search).get('event')");
    browser.press("j");
    until("new URLSearchParams(location.search).get('event') !== '" + first + "'");
    browser.press("Escape");
    until("document.querySelector('#event').hidden && !location.search.includes('event=')");
    browser.press("?");
    until("document.querySelector('#helpbox').open");
    browser.press("Escape");
  }

  @Test
  void showsMarkupEscapesAndBidiAsText() throws Exception {
    open("/?from=-3h&q=" + encode("\"customer note\""));
    assertThat(text("document.querySelector('#list .message').textContent"))
        .isEqualTo("customer note: " + ShopLogs.MARKUP);
    browser.press("j");
    browser.press("Enter");
    until("document.querySelector('#event pre')?.textContent.includes('onerror')");
    open("/?from=-3h&q=gnp.exe");
    assertThat(text("document.querySelector('#list .message').textContent"))
        .isEqualTo("color ESC[31mredESC[0m and RLOgnp.exe");
    assertThat(
            browser
                .eval(
                    "window.hacked === undefined && document.querySelectorAll('#list img, #event"
                        + " img, #event script').length === 0")
                .asBoolean())
        .isTrue();
  }

  @Test
  void findsHangulInsideLongerWords() throws Exception {
    open("/?from=-3h&q=" + encode("결제"));
    assertThat(
            browser.eval(
                "[...document.querySelectorAll('#list .message')].map(m => m.textContent)"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(ShopLogs.PAYMENT_FORMS);
  }

  @Test
  void showsStepOfErrors_andZoomsByDragging() throws Exception {
    open("/?from=-2h");
    JsonNode heights =
        browser.eval("[...document.querySelectorAll('.column')].map(c => Number(c.dataset.total))");
    int bars = heights.size();
    double early = average(heights, 0, bars / 2);
    double late = average(heights, bars - 12, bars - 2);
    assertThat(late).isGreaterThan(early * 4);
    JsonNode box =
        browser.eval(
            "(() => { const b = document.querySelector('#histogram svg').getBoundingClientRect();"
                + " return [b.left, b.top, b.width]; })()");
    double y = box.get(1).asDouble() + 40;
    double right = box.get(0).asDouble() + box.get(2).asDouble() - 12;
    browser.mouse("mousePressed", right - 200, y);
    browser.mouse("mouseMoved", right - 50, y);
    browser.mouse("mouseReleased", right, y);
    until("/from=20.*to=20/.test(location.search)");
    until(ROWS + " > 0");
  }

  @Test
  void appendsNewEvents_andHoldsThemWhilePaused() throws Exception {
    open("/?from=-15m&q=livetest");
    browser.press("l");
    until("location.search.includes('live=1')");
    indexer.index(List.of(ShopLogs.event(Instant.now(), "tail-service", "info", "livetest one")));
    until("document.querySelector('#list .message')?.textContent === 'livetest one'");
    browser.press("p");
    until("document.querySelector('#pause').textContent.includes('Resume')");
    indexer.index(List.of(ShopLogs.event(Instant.now(), "tail-service", "info", "livetest two")));
    until("/\\(\\d+/.test(document.querySelector('#pause').textContent)");
    assertThat(browser.eval(ROWS).asInt()).isEqualTo(1);
    browser.press("p");
    until(
        "document.querySelector('#list .message').textContent === 'livetest two' && "
            + ROWS
            + " === 2");
  }

  @Test
  void offersWhereDataIs_andTellsWhatIsWrong() throws Exception {
    browser.open(console.url() + "/?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z");
    until("!!document.querySelector('#newest')");
    browser.eval("document.querySelector('#newest').click()");
    until(ROWS + " > 0");
    browser.open(console.url() + "/?q=sevice:auth");
    until("document.querySelector('#problem')?.textContent.startsWith('sevice: is not a field.')");
  }

  @Test
  void saysSoAndKeepsTrying_whenElasticsearchIsDown() throws Exception {
    try (TestConsole alone = TestConsole.started("http://127.0.0.1:9")) {
      browser.open(alone.url());
      until("document.querySelector('#problem')?.textContent.includes('Trying again')");
      until(
          "/^Complete up to \\d\\d:\\d\\d:\\d\\d \\(lag \\d+"
              + " s\\)$/.test(document.querySelector('#complete')?.textContent)");
    }
  }

  @Test
  void staysQuick_whenFiveHundredRowsAreShown() throws Exception {
    open("/?from=-3h");
    for (int page = 2; page <= 5; page++) {
      browser.eval("document.querySelector('#list').scrollTop = 1e9");
      until(ROWS + " >= " + page * 100);
    }
    double ms =
        browser
            .eval(
                "(() => { const t = performance.now(); const l = document.querySelector('#list');"
                    + " for (let i = 0; i < 50; i++) { l.scrollTop = i * 100;"
                    + " l.getBoundingClientRect(); } return performance.now() - t; })()")
            .asDouble();
    assertThat(ms).as("50 forced layouts").isLessThan(2_000);
  }

  @Test
  void takesScreenshots_whenAskedTo() throws Exception {
    assumeTrue(System.getProperty("screenshots") != null, "set -Dscreenshots to renew docs/images");
    browser.window(1120, 580);
    open("/?from=-2h&q=token");
    browser.press("j");
    until("!!document.querySelector('.dot.ok')");
    save("console-search.png");
    browser.press("Enter");
    until("!!document.querySelector('#event table')");
    save("console-event.png");
    browser.window(1440, 900);
  }

  private static void save(String name) throws Exception {
    Path folder = Path.of(System.getProperty("backbone.root", ".."), "docs", "images");
    byte[] png = browser.screenshot();
    assertThat(png.length).isLessThanOrEqualTo(SCREENSHOT_BYTES_MAX);
    Files.createDirectories(folder);
    Files.write(folder.resolve(name), png);
  }

  /** Opens an address and waits until its answer is on the screen. */
  private static void open(String address) throws Exception {
    browser.open("about:blank");
    browser.open(console.url() + address);
    until(
        "!!document.querySelector('#head strong') && !document.body.classList.contains('loading')");
  }

  private static void until(String condition) throws Exception {
    Eventually.await(condition, SLOW, () -> browser.eval(condition).asBoolean());
  }

  private static String text(String expression) {
    return browser.eval(expression).asText();
  }

  private static double average(JsonNode numbers, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += numbers.get(i).asDouble();
    }
    return sum / (to - from);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
