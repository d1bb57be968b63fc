// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Fields of an event that a rule may fill, by their names in the index. */
public enum EventField {
  TIME("@timestamp"),
  MESSAGE("message"),
  LEVEL("log.level"),
  SEVERITY("event.severity"),
  LOGGER("log.logger"),
  THREAD("process.thread.name"),
  SERVICE("service.name"),
  SERVICE_VERSION("service.version"),
  SERVICE_NODE("service.node.name"),
  HOST("host.name"),
  CONTAINER("container.id"),
  TRACE_ID("trace.id"),
  SPAN_ID("span.id"),
  HTTP_METHOD("http.request.method"),
  URL_PATH("url.path"),
  HTTP_STATUS("http.response.status_code"),
  DURATION("event.duration"),
  CLIENT_IP("client.ip"),
  USER_AGENT("user_agent.original"),
  ERROR_TYPE("error.type"),
  ERROR_MESSAGE("error.message"),
  STACK_TRACE("error.stack_trace");

  private static final Map<String, EventField> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(EventField::label, Function.identity()));

  /** Belong to the entrance, the sender or the engine, so no rule may write them. */
  private static final Set<String> RESERVED =
      Set.of(
          "event.ingested",
          "labels.env",
          "labels.region",
          "labels.team",
          "log.file.path",
          "log.offset",
          "mask.counts",
          "origin.id",
          "parse.flags",
          "parse.format",
          "parse.rules",
          "parse.status",
          "replay.id",
          "trace_id",
          "span_id");

  private final String label;

  EventField(String label) {
    this.label = label;
  }

  /** The name in the index. */
  public String label() {
    return label;
  }

  /** The field of that name, if a rule may fill it; other names are those of attributes. */
  public static Optional<EventField> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** Whether a name is that of a field which no rule may write. */
  static boolean isReserved(String name) {
    return RESERVED.contains(name);
  }

  /** All names that a rule may write, sorted. */
  static Set<String> labels() {
    return new TreeSet<>(BY_NAME.keySet());
  }
}
