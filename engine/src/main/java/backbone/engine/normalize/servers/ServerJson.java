// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import static backbone.engine.normalize.text.Bytes.startsWith;
import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.normalize.event.AccessRequest;
import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.lines.StackTraces;
import backbone.engine.normalize.text.Decimals;
import backbone.engine.normalize.text.JsonText;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;
import backbone.schema.LogEvent;

/**
 * JSON of servers whose keys are their own: MongoDB, PostgreSQL's {@code jsonlog}, Elasticsearch 7,
 * Caddy, Traefik and Envoy. They are read as any JSON first; then their keys become fields. Told by
 * how the object begins, by its logger, or by one key, so that objects of others cost nothing.
 */
public final class ServerJson {

  private static final String MONGO = "{\"t\":{\"$date\":";
  private static final String TRAEFIK = "{\"ClientAddr\":";
  private static final String ELASTICSEARCH = "{\"type\": \"";
  private static final String CADDY_LOGGER = "http.log.";

  private static final double NANOS_MAX = 9e18;

  private final TimeParser times;

  public ServerJson(TimeParser times) {
    this.times = times;
  }

  /** Gives the fields of a known server's object their names. */
  public void refine(Line line, Draft draft) {
    LogEvent event = draft.event();
    byte[] b = line.bytes();
    int from = line.from();
    int end = line.end();
    if (!event.getParseStatus().equals("ok")) {
      return;
    }
    if (startsWith(b, from, end, MONGO)) {
      mongo(line, draft);
    } else if (startsWith(b, from, end, TRAEFIK)) {
      traefik(draft);
    } else if (startsWith(b, from, end, ELASTICSEARCH) && draft.has("component")) {
      elasticsearch(draft);
    } else if (event.getLogger() != null && event.getLogger().startsWith(CADDY_LOGGER)) {
      caddy(draft);
    } else if (event.getLevel() == null && draft.has("error_severity")) {
      postgres(line, draft);
    } else if (event.getLevel() == null && draft.has("response_flags")) {
      envoy(line, draft);
    }
  }

  private void mongo(Line line, Draft draft) {
    draft.parsed("mongodb");
    time("t.$date", line, draft);
    String level = draft.takeText("s");
    draft.severity(
        level == null || level.isEmpty() ? 0 : MongoTextFormat.severity(level.charAt(0)));
    draft.event().setLogger(draft.takeText("c"));
    draft.event().setThread(draft.takeText("ctx"));
    draft.rename("id", "mongodb.id");
    draft.event().setClientIp(draft.takeText("attr.remote"));
    draft.event().setDurationNano(scaled(draft.take("attr.durationMillis"), Decimals.MILLI));
  }

  private static void traefik(Draft draft) {
    LogEvent event = draft.event();
    draft.parsed("traefik");
    draft.rename("ClientAddr", "client.address");
    draft.rename("ClientUsername", "user.name");
    draft.take("msg");
    event.setClientIp(draft.takeText("ClientHost"));
    event.setHttpStatusCode(status(draft.take("DownstreamStatus")));
    event.setDurationNano(scaled(draft.take("Duration"), 1));
    draft.rename("DownstreamContentSize", "http.response.bytes");
    AccessRequest.domain(draft.takeText("RequestHost"), draft);
    draft.rename("ServiceURL", "upstream.address");
    draft.rename("RouterName", "traefik.router_name");
    version("RequestProtocol", draft);
    if (event.getServiceName() != null) {
      // Traefik means the service behind it.
      draft.attribute("upstream.name", event.getServiceName());
      event.setServiceName(null);
    }
  }

  private static void elasticsearch(Draft draft) {
    LogEvent event = draft.event();
    draft.parsed("elasticsearch");
    event.setLogger(draft.takeText("component"));
    event.setServiceNode(draft.takeText("node.name"));
    draft.rename("cluster.name", "elasticsearch.cluster.name");
    draft.rename("type", "event.dataset");
    String stack = draft.takeText("stacktrace");
    if (stack != null && stack.startsWith("[")) {
      StackTraces.fromFields(lines(stack), null, draft);
      event.setErrorStackTrace(event.getErrorStackTrace().strip());
    }
  }

  /** The strings of an array, one a line. */
  private static String lines(String array) {
    int from = array.indexOf('"') + 1;
    int to = array.lastIndexOf('"');
    if (to < from) {
      return array + "\n";
    }
    String inner = array.substring(from, to).replace("\", \"", "\\n").replace("\",\"", "\\n");
    byte[] b = inner.getBytes(UTF_8);
    return JsonText.unescaped(b, 0, b.length) + "\n";
  }

  private static void caddy(Draft draft) {
    LogEvent event = draft.event();
    draft.parsed("caddy");
    String remote = draft.takeText("request.remote_ip");
    if (event.getClientIp() == null) {
      String client = draft.takeText("request.client_ip");
      event.setClientIp(client == null ? remote : client);
    }
    event.setDurationNano(scaled(draft.take("duration"), Decimals.SECOND));
    draft.rename("size", "http.response.bytes");
    AccessRequest.domain(draft.takeText("request.host"), draft);
    draft.rename("bytes_read", "http.request.bytes");
    draft.rename("user_id", "user.id");
    version("request.proto", draft);
    String agent = draft.takeText("request.headers.User-Agent");
    if (agent != null && agent.startsWith("[\"") && agent.endsWith("\"]")) {
      byte[] b = agent.getBytes(UTF_8);
      event.setUserAgent(JsonText.unescaped(b, 2, b.length - 2));
    }
  }

  private void postgres(Line line, Draft draft) {
    draft.parsed("postgresql");
    byte[] level = draft.takeText("error_severity").getBytes(UTF_8);
    draft.severity(PostgresSeverity.of(level, 0, level.length));
    time("timestamp", line, draft);
    draft.rename("pid", "process.pid");
    draft.rename("user", "user.name");
    draft.rename("dbname", "db.namespace");
    draft.rename("state_code", "error.code");
    String application = draft.event().getServiceName();
    if (application != null) {
      // That of the client, not of the server that writes.
      draft.attribute("postgresql.application_name", application);
      draft.event().setServiceName(null);
    }
    for (String key : new String[] {"statement", "detail", "hint"}) {
      draft.rename(key, "postgresql." + key);
    }
    String client = draft.takeText("remote_host");
    draft.event().setClientIp("[local]".equals(client) ? null : client);
    byte[] message = draft.event().getMessage().getBytes(UTF_8);
    long duration = PostgresSeverity.duration(message, 0, message.length);
    draft.event().setDurationNano(duration < 0 ? null : duration);
  }

  private void envoy(Line line, Draft draft) {
    LogEvent event = draft.event();
    draft.parsed("envoy");
    time("start_time", line, draft);
    Integer status = status(draft.take("response_code"));
    event.setHttpStatusCode(status);
    draft.severity(status == null || status < 400 ? 9 : status < 500 ? 13 : 17);
    event.setDurationNano(scaled(draft.take("duration"), Decimals.MILLI));
    String path = draft.takeText("path");
    if (path != null) {
      AccessRequest.target(path, draft);
    }
    version("protocol", draft);
    event.setClientIp(draft.takeText("downstream_remote_address"));
    draft.rename("bytes_received", "http.request.bytes");
    draft.rename("bytes_sent", "http.response.bytes");
    AccessRequest.domain(draft.takeText("authority"), draft);
    draft.rename("request_id", "http.request.id");
    draft.rename("upstream_host", "upstream.address");
    draft.rename("upstream_cluster", "upstream.name");
    draft.rename("response_flags", "envoy.response_flags");
    draft.rename("response_code_details", "envoy.response_code_details");
    draft.rename("route_name", "envoy.route_name");
  }

  private void time(String key, Line line, Draft draft) {
    String text = draft.takeText(key);
    byte[] b = text == null ? new byte[0] : text.getBytes(UTF_8);
    if (times.iso(b, 0, b.length, line.zone())) {
      draft.time(times.nanos());
    }
  }

  private static void version(String key, Draft draft) {
    String protocol = draft.takeText(key);
    if (protocol != null && protocol.startsWith("HTTP/")) {
      draft.attribute("http.version", protocol.substring(5));
    }
  }

  private static Integer status(Object value) {
    return value instanceof Long code && code >= 100 && code <= 599 ? code.intValue() : null;
  }

  /** Nanoseconds of a number in a unit, or null. */
  private static Long scaled(Object value, long unit) {
    if (!(value instanceof Number number)) {
      return null;
    }
    double nanos = number.doubleValue() * unit;
    return nanos >= 0 && nanos < NANOS_MAX ? Long.valueOf(Math.round(nanos)) : null;
  }
}
