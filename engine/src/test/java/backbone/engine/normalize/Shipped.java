// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.schema.LogEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Records as other shippers write them, and what becomes of them. */
final class Shipped {

  private Shipped() {}

  static LogEvent shipped(String record) {
    return event(text(record));
  }

  /** Of a sender that tells nothing about itself, as those tools do not know our headers. */
  static LogEvent event(String text) {
    Captured made = Captured.of(raw(text.getBytes(UTF_8)));
    if (made.events.size() != 1 || !made.dead.isEmpty()) {
      throw new AssertionError(made.events + " dead=" + made.dead);
    }
    return made.events.get(0);
  }

  static RawLog raw(byte[] value) {
    RawLog raw = Captured.raw(value);
    Source nobody = new Source(null, null, null, null, "prod", "kr", null);
    return new RawLog(value, null, nobody, raw.origin(), raw.arrivalMs(), new int[1], false);
  }

  static String text(String record) {
    try (InputStream in = Shipped.class.getResourceAsStream("/shipped/" + record)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(record, e);
    }
  }

  /** A line in so many envelopes of a container runtime. */
  static String logs(String line, int deep) {
    String wrapped = line;
    for (int i = 0; i < deep; i++) {
      wrapped = "{\"log\":\"" + wrapped.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }
    return wrapped;
  }

  /** The pairs of the outermost object. */
  static List<String> members(String object) {
    List<String> members = new ArrayList<>();
    int depth = 0;
    int from = 1;
    boolean quoted = false;
    for (int i = 1; i < object.length(); i++) {
      char c = object.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '{' || c == '[')) {
        depth++;
      } else if (!quoted && depth == 0 && (c == ',' || c == '}')) {
        members.add(object.substring(from, i));
        from = i + 1;
      } else if (!quoted && (c == '}' || c == ']')) {
        depth--;
      }
    }
    return members;
  }
}
