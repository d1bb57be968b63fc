// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real headless Chromium with one page, driven over its DevTools protocol. */
final class Browser implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long TIMEOUT_S = 30;

  private final Path profile;
  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

  /** By the id that Chromium gives to each load of a document. */
  private final Map<String, CompletableFuture<Void>> loads = new ConcurrentHashMap<>();

  private Browser(Path chromium) throws Exception {
    profile = Files.createTempDirectory("backbone-chromium-");
    process =
        new ProcessBuilder(command(chromium))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    HttpClient http = HttpClient.newHttpClient();
    URI target = URI.create("http://127.0.0.1:" + port() + "/json/new?about:blank");
    HttpRequest open =
        HttpRequest.newBuilder(target).PUT(HttpRequest.BodyPublishers.noBody()).build();
    String page = http.send(open, BodyHandlers.ofString()).body();
    URI url = URI.create(MAPPER.readTree(page).path("webSocketDebuggerUrl").asText());
    socket =
        http.newWebSocketBuilder().buildAsync(url, new Answers()).get(TIMEOUT_S, TimeUnit.SECONDS);
    command("Page.enable", MAPPER.createObjectNode());
    command("Page.setLifecycleEventsEnabled", MAPPER.createObjectNode().put("enabled", true));
    window(1440, 900);
  }

  /** The browser of this machine: system property {@code chromium}, else a usual place. */
  static Optional<Path> installed() {
    String set = System.getProperty("chromium", "");
    return Stream.of(
            set, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser started(Path chromium) throws Exception {
    return new Browser(chromium);
  }

  /**
   * Opens an address and waits until its document and scripts are there. Chromium answers earlier,
   * when the document is empty yet, without so much as a body.
   */
  void open(String url) {
    JsonNode answer = command("Page.navigate", MAPPER.createObjectNode().put("url", url));
    if (answer.has("errorText")) {
      throw new AssertionError(url + ": " + answer.path("errorText").asText());
    }
    // Within one document, nothing is loaded.
    if (answer.has("loaderId")) {
      String load = answer.path("loaderId").asText();
      load(load).orTimeout(TIMEOUT_S, TimeUnit.SECONDS).join();
      loads.remove(load);
    }
  }

  private CompletableFuture<Void> load(String id) {
    return loads.computeIfAbsent(id, any -> new CompletableFuture<>());
  }

  /** Value of a JavaScript expression; a promise is awaited. */
  JsonNode eval(String expression) {
    ObjectNode parameters = MAPPER.createObjectNode().put("expression", expression);
    parameters.put("awaitPromise", true).put("returnByValue", true);
    JsonNode answer = command("Runtime.evaluate", parameters);
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.path("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** Presses a key as a person does; a single character is also typed. */
  void press(String key) {
    ObjectNode event = MAPPER.createObjectNode().put("key", key).put("type", "keyDown");
    if (key.length() == 1) {
      event.put("text", key);
    } else if (key.equals("Enter")) {
      event.put("text", "\r").put("windowsVirtualKeyCode", 13);
    }
    command("Input.dispatchKeyEvent", event);
    command(
        "Input.dispatchKeyEvent", MAPPER.createObjectNode().put("key", key).put("type", "keyUp"));
  }

  void type(String text) {
    command("Input.insertText", MAPPER.createObjectNode().put("text", text));
  }

  void mouse(String type, double x, double y) {
    ObjectNode event = MAPPER.createObjectNode().put("type", type).put("x", x).put("y", y);
    event.put("button", type.equals("mouseMoved") ? "none" : "left").put("clickCount", 1);
    event.put("buttons", type.equals("mouseReleased") ? 0 : 1);
    command("Input.dispatchMouseEvent", event);
  }

  void window(int width, int height) {
    ObjectNode size = MAPPER.createObjectNode().put("width", width).put("height", height);
    command(
        "Emulation.setDeviceMetricsOverride",
        size.put("deviceScaleFactor", 1).put("mobile", false));
  }

  byte[] screenshot() {
    ObjectNode png = MAPPER.createObjectNode().put("format", "png");
    return Base64.getDecoder().decode(command("Page.captureScreenshot", png).path("data").asText());
  }

  @Override
  public void close() throws Exception {
    socket.abort();
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException | java.io.UncheckedIOException e) {
      System.err.println("left behind: " + profile);
    }
  }

  private String[] command(Path chromium) {
    return new String[] {
      chromium.toString(),
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // Grey edges of letters: half the bytes of a screenshot.
      "--disable-lcd-text",
      "--remote-debugging-port=0",
      "--user-data-dir=" + profile,
      "about:blank"
    };
  }

  private String port() throws Exception {
    Path file = profile.resolve("DevToolsActivePort");
    backbone.testkit.Eventually.await(
        "Chromium's start", () -> Files.exists(file) && Files.readString(file).contains("\n"));
    return Files.readAllLines(file).get(0);
  }

  private JsonNode command(String method, ObjectNode parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    ObjectNode message = MAPPER.createObjectNode().put("id", id).put("method", method);
    socket.sendText(message.set("params", parameters).toString(), true).join();
    return answer.orTimeout(TIMEOUT_S, TimeUnit.SECONDS).join();
  }

  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        deliver(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void deliver(String message) {
      try {
        JsonNode node = MAPPER.readTree(message);
        JsonNode event = node.path("params");
        if (node.path("method").asText().equals("Page.lifecycleEvent")
            && event.path("name").asText().equals("load")) {
          load(event.path("loaderId").asText()).complete(null);
        }
        CompletableFuture<JsonNode> answer = waiting.remove(node.path("id").asInt(-1));
        if (answer != null) {
          answer.complete(node.path("result"));
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
