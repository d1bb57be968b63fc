// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A piece of work of one service, before the SDK makes a span of it.
 *
 * @param service whose work it is
 * @param ids what it belongs to
 * @param kind of span
 * @param name few different ones
 * @param time when it started and ended
 * @param attributes texts and whole numbers by name
 * @param failure the exception that ended it
 * @param failed whether its status is an error
 */
record ShopSpan(
    ShopService service,
    Ids ids,
    SpanKind kind,
    String name,
    Time time,
    Map<String, Object> attributes,
    Optional<Failure> failure,
    boolean failed)
    implements Due {

  /**
   * Ids of a span.
   *
   * @param parent empty for the first span of a trace
   * @param remote whether the parent is in another process
   */
  record Ids(String trace, String span, String parent, boolean remote) {}

  /** Start and end. */
  record Time(Instant start, Instant end) {

    Duration length() {
      return Duration.between(start, end);
    }
  }

  /** A span is told when it has ended. */
  @Override
  public Instant at() {
    return time.end();
  }

  ShopSpan with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(attributes);
    more.put(name, value);
    return new ShopSpan(service, ids, kind, this.name, time, more, failure, failed);
  }

  /** The same, ended by an exception. */
  ShopSpan thrown(Failure thrown) {
    ShopSpan typed = with("error.type", thrown.type());
    return new ShopSpan(
        service, ids, kind, name, time, typed.attributes, Optional.of(thrown), true);
  }

  /** The same with HTTP's answer; {@code errorFrom} is the lowest status that is an error. */
  ShopSpan answered(int status, int errorFrom) {
    ShopSpan told = with("http.response.status_code", (long) status);
    boolean bad = status >= errorFrom;
    if (bad && !attributes.containsKey("error.type")) {
      told = told.with("error.type", Integer.toString(status));
    }
    return new ShopSpan(service, ids, kind, name, time, told.attributes, failure, failed || bad);
  }
}
