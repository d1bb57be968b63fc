// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines as servers write them by default, with every field that comes of them: servers.golden. */
class ServersTest {

  /** An entry of the file: lines that begin with {@code >}, and one with {@code =} per field. */
  record Golden(String text, List<String> fields) {

    @Override
    public String toString() {
      return text;
    }
  }

  static Stream<Golden> goldens() throws IOException {
    List<Golden> goldens = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    List<String> fields = new ArrayList<>();
    for (String line : (resource() + "\n").split("\n", -1)) {
      if (line.startsWith("> ")) {
        text.append(text.length() == 0 ? "" : "\n").append(line.substring(2));
      } else if (line.startsWith("= ")) {
        fields.add(line.substring(2));
      } else if (line.isEmpty() && text.length() > 0) {
        goldens.add(new Golden(text.toString(), List.copyOf(fields)));
        text.setLength(0);
        fields.clear();
      }
    }
    return goldens.stream();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void givesEveryField_whenServerIsKnown(Golden golden) {
    Captured made = Captured.of(golden.text());

    assertThat(made.events).hasSize(1);
    assertThat(fields(made.events.get(0))).containsExactlyElementsOf(golden.fields());
  }

  /** All that is not of the source, one line a field. */
  static List<String> fields(LogEvent event) {
    Map<String, Object> fields = new TreeMap<>(Captured.attributes(event));
    fields.put("@timestamp", Captured.time(event));
    fields.put("client.ip", event.getClientIp());
    fields.put("error.message", event.getErrorMessage());
    fields.put("error.stack_trace", event.getErrorStackTrace());
    fields.put("error.type", event.getErrorType());
    fields.put("event.duration", event.getDurationNano());
    fields.put("http.request.method", event.getHttpMethod());
    fields.put("http.response.status_code", event.getHttpStatusCode());
    fields.put("host.name", event.getHostName().equals("web-1") ? null : event.getHostName());
    fields.put("log.level", event.getLevel());
    fields.put("log.logger", event.getLogger());
    fields.put("message", event.getMessage());
    fields.put("parse.flags", event.getParseFlags().isEmpty() ? null : event.getParseFlags());
    fields.put("parse.format", event.getParseFormat() + " " + event.getParseStatus());
    fields.put("process.thread.name", event.getThread());
    fields.put("service.name", event.getServiceName());
    fields.put("service.node.name", event.getServiceNode());
    fields.put("trace.id", event.getTraceId());
    fields.put("url.path", event.getUrlPath());
    fields.put("user_agent.original", event.getUserAgent());
    List<String> lines = new ArrayList<>();
    fields.forEach(
        (key, value) -> {
          if (value != null) {
            lines.add(key + ": " + value.toString().replace("\n", "\\n"));
          }
        });
    return lines;
  }

  private static String resource() throws IOException {
    try (InputStream in = ServersTest.class.getResourceAsStream("servers.golden")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
