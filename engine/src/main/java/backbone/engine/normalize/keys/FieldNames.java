// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.keys;

import static java.util.Locale.ROOT;

import java.util.HashMap;
import java.util.Map;

/**
 * The keys that common loggers use for the common fields. Keys are compared in lower case without
 * {@code _}, {@code -} and, but for the one- and two-letter names of Serilog, a leading {@code @};
 * so {@code trace_id}, {@code traceId} and {@code trace-id} are one name. Of several names of a
 * field the first in the list wins.
 */
public final class FieldNames {

  /**
   * A key.
   *
   * @param key as written, dotted
   * @param field what it means, or null
   * @param rank 0 is the best name of its field
   * @param format logger that alone writes this key, or null
   * @param shipper shipper that alone writes this key, or null
   */
  public record Name(String key, Field field, int rank, String format, Shipper shipper) {

    Name ranked(int otherRank) {
      return new Name(key, field, otherRank, format, shipper);
    }
  }

  /** What a shipper has decoded out of the line counts more than what it says itself. */
  private static final int DECODED = -1000;

  private static final int IN_CONTEXT = 100;

  /** Names that stand for a service or a host only where nothing else does. */
  private static final int FALLBACK = 300;

  private static final Map<String, String> FORMATS =
      Map.of(
          "ecs.version", "json-ecs",
          "logger_name", "json-logback",
          "sequenceNumber", "json-logback",
          "v", "json-bunyan",
          "record.elapsed.repr", "json-loguru",
          "short_message", "json-gelf");

  private static final Map<String, Name> NAMES = new HashMap<>();

  /** Loggers put these around the context that an application sets. */
  private static final String[] CONTEXTS = {
    "mdc.",
    "contextmap.",
    "context.",
    "labels.",
    "fields.",
    "attributes.",
    "resource.attributes.",
    "resource.",
    "properties.",
    "extra.",
    "contextdata.",
    "scope.",
    "record.extra."
  };

  /** Shippers put the fields of a decoded line below these. */
  private static final String[] DECODED_BELOW = {"json.", "logprocessed.", "log.", "message."};

  static {
    names(Field.TIME, "timestamp", "time", "ts", "datetime", "eventtime", "asctime", "date");
    names(Field.TIME, "@t", "t", "timemillis", "log.timestamp", "event.created");
    names(Field.TIME, "record.time.repr", "record.time.timestamp");
    names(Field.TIME, "timereported", "realtimetimestamp", "timegenerated");
    names(Field.TIME_SECONDS, "instant.epochsecond", "timestamp.seconds");
    names(Field.TIME_NANO_PART, "instant.nanoofsecond", "timestamp.nanos", "nanoseconds");
    names(Field.LEVEL, "log.level", "level", "levelname", "severity", "loglevel", "lvl", "@l");
    names(Field.LEVEL, "severitytext", "levelstr", "level.name", "syslogseveritytext");
    names(Field.LEVEL, "record.level.name", "l");
    names(Field.LEVEL, "severitylabel", "log.syslog.severity.name");
    names(Field.SEVERITY_NUMBER, "severitynumber", "event.severity");
    names(
        Field.MESSAGE,
        "record.message",
        "formattedmessage",
        "message",
        "msg",
        "@m",
        "renderedmessage");
    names(Field.MESSAGE, "body", "text", "event", "body.stringvalue", "message.text", "@mt");
    names(Field.MESSAGE, "messagetemplate");
    names(Field.MESSAGE, "fields.message", "shortmessage", "m");
    names(Field.LOG, "log");
    names(Field.ORIGINAL, "event.original");
    names(Field.LOGGER, "log.logger", "logger", "loggername", "sourcecontext", "logger.name");
    names(Field.LOGGER, "record.name", "n", "loglogger");
    names(Field.NAME, "name");
    names(Field.TARGET, "target");
    names(Field.THREAD, "process.thread.name", "thread", "threadname", "thread.name");
    names(Field.THREAD, "record.thread.name", "processthreadname");
    names(Field.SERVICE, "service.name", "service", "servicename", "dd.service", "otelservicename");
    names(Field.SERVICE, "app", "application", "appname", "applicationname", "app.name");
    names(Field.SERVICE, "application.name", "spring.application.name", "serviceid");
    names(Field.SERVICE_VERSION, "service.version", "serviceversion", "dd.version", "appversion");
    names(Field.SERVICE_NODE, "service.node.name", "service.instance.id", "instanceid");
    names(Field.HOST, "host.name", "hostname", "host", "host.hostname", "sysloghost", "logsource");
    names(Field.HOST, "beat.hostname", "kubernetes.node.name", "kubernetes.podnodename");
    names(Field.HOST, "kubernetes.host");
    names(Field.CONTAINER, "container.id", "containerid", "kubernetes.dockerid");
    names(Field.CONTAINER, "kubernetes.containerid", "containeridfull");
    names(Field.TRACE_ID, "trace.id", "traceid", "otel.traceid", "oteltraceid", "xb3traceid");
    names(Field.TRACE_ID, "b3.traceid", "@tr", "xtraceid", "logging.googleapis.com/trace");
    names(Field.SPAN_ID, "span.id", "spanid", "otel.spanid", "otelspanid", "xb3spanid", "@sp");
    names(Field.SPAN_ID, "b3.spanid", "logging.googleapis.com/spanid");
    names(Field.TRACEPARENT, "traceparent", "http.request.header.traceparent", "b3");
    names(Field.TRACEPARENT, "xamzntraceid", "ubertraceid", "sentrytrace");
    names(Field.DATADOG_TRACE_ID, "dd.traceid");
    names(Field.DATADOG_SPAN_ID, "dd.spanid");
    names(Field.HTTP_METHOD, "http.request.method", "http.method", "httpmethod", "requestmethod");
    names(Field.HTTP_METHOD, "req.method", "request.method", "method");
    names(Field.URL_PATH, "url.path", "http.target", "requestpath", "request.path");
    names(Field.URL, "url.original", "url.full", "http.url", "req.url", "request.uri");
    names(Field.URL, "requesturi", "requesturl", "uri", "url");
    names(Field.HTTP_STATUS, "http.response.statuscode", "http.statuscode", "httpstatuscode");
    names(Field.HTTP_STATUS, "res.statuscode", "response.status", "statuscode", "httpstatus");
    names(Field.HTTP_STATUS, "http.status", "status");
    names(Field.DURATION_NANO, "event.duration", "durationns", "durationnano");
    names(Field.DURATION_MILLI, "durationms", "durationmillis", "elapsedms", "elapsedmillis");
    names(Field.DURATION_MILLI, "responsetime", "latencyms", "responsetimems", "tookms");
    names(Field.CLIENT_IP, "client.ip", "clientip", "source.ip", "remoteaddr", "remoteip");
    names(Field.CLIENT_IP, "remoteaddress", "req.remoteaddress", "client.address");
    names(Field.USER_AGENT, "useragent.original", "useragent", "http.useragent", "httpuseragent");
    names(Field.USER_AGENT, "req.headers.useragent");
    names(Field.ERROR_TYPE, "error.type", "exception.type", "err.type", "throwable.classname");
    names(Field.ERROR_TYPE, "thrown.name", "err.name", "error.name", "exception.class");
    names(Field.ERROR_TYPE, "exception.exceptionclass", "error.kind");
    names(Field.ERROR_TYPE, "record.exception.type", "errortype");
    names(Field.ERROR_MESSAGE, "record.exception.value", "errormessage");
    names(Field.ERROR_MESSAGE, "error.message", "exception.message", "err.message");
    names(Field.ERROR_MESSAGE, "throwable.message", "thrown.message", "exception.exceptionmessage");
    names(Field.STACK_TRACE, "error.stacktrace", "stacktrace", "exception.stacktrace", "err.stack");
    names(Field.STACK_TRACE, "error.stack", "stack", "exception", "excinfo", "@x", "throwable");
    names(Field.STACK_TRACE, "thrown.extendedstacktrace", "thrown", "stacktrace.text", "traceback");
    names(Field.STACK_TRACE, "errorstacktrace");
    names(Field.ERROR, "error", "err");
    envelopes();
  }

  private static void envelopes() {
    names(Field.FILE_PATH, "log.file.path", "filepath");
    names(Field.FILE_GUESS, "file", "path", "source");
    names(Field.FILE_OFFSET, "log.offset", "offset");
    names(Field.SYSLOG_SEVERITY, "log.syslog.severity.code", "syslogseverity", "priority");
    names(Field.SYSLOG_PRIORITY, "log.syslog.priority", "syslog.priority", "pri");
    names(Field.PROGRAM, "programname", "syslogidentifier");
    names(Field.PROCESS_ID, "procid");
    names(Field.ZONE, "event.timezone");
    names(Field.PARTIAL, "partial", "logtag");
    for (String labels : new String[] {"kubernetes.labels.", "kubernetes.podlabels."}) {
      fallback(Field.SERVICE, labels + "app.kubernetes.io/name", labels + "appkubernetesio/name");
      fallback(Field.SERVICE, labels + "app", labels + "k8sapp");
    }
    fallback(Field.SERVICE, "kubernetes.deployment.name", "label.com.docker.compose.service");
    fallback(Field.SERVICE, "container.labels.comdockercomposeservice");
    fallback(Field.SERVICE, "kubernetes.container.name", "kubernetes.containername");
    fallback(Field.SERVICE_NODE, "kubernetes.pod.name", "kubernetes.podname");
  }

  private static void fallback(Field field, String... plain) {
    for (String name : plain) {
      NAMES.put(name, new Name(name, field, FALLBACK + NAMES.size(), null, null));
    }
  }

  private FieldNames() {}

  /** What a dotted key means. */
  public static Name of(String key) {
    String plain = plain(key);
    Name known = NAMES.get(plain);
    known = known == null ? inContext(plain) : known;
    known = known == null ? decoded(plain) : known;
    boolean none = known == null || !isSpelledSo(key);
    return new Name(
        key,
        none ? null : known.field(),
        none ? 0 : known.rank(),
        FORMATS.get(key),
        Shipper.of(key));
  }

  /** Words that mean a field only as one program spells them. */
  private static boolean isSpelledSo(String key) {
    return switch (key.toLowerCase(ROOT)) {
      case "priority" -> key.equals("PRIORITY");
      case "partial" -> false;
      // The short keys of zap; others have one-letter keys, too, but not as capitals.
      case "l", "m", "n" -> key.charAt(0) < 'a';
      default -> true;
    };
  }

  /** A field of a line that the shipper has decoded. */
  private static Name decoded(String plain) {
    for (String below : DECODED_BELOW) {
      if (plain.startsWith(below)) {
        String inside = plain.substring(below.length());
        Name inner = NAMES.get(inside);
        inner = inner == null ? inContext(inside) : inner;
        boolean means = inner != null && !inner.field().isOfEnvelope();
        return means ? inner.ranked(inner.rank() + DECODED) : null;
      }
    }
    return null;
  }

  /** Inside a context only what nobody would mean otherwise: ids and the service. */
  private static Name inContext(String plain) {
    for (String context : CONTEXTS) {
      if (plain.startsWith(context)) {
        Name inner = NAMES.get(plain.substring(context.length()));
        return inner != null && belongsInContext(inner.field())
            ? inner.ranked(inner.rank() + IN_CONTEXT)
            : null;
      }
    }
    return null;
  }

  private static boolean belongsInContext(Field field) {
    return switch (field) {
      case TRACE_ID, SPAN_ID, TRACEPARENT, DATADOG_TRACE_ID, DATADOG_SPAN_ID -> true;
      case SERVICE, SERVICE_VERSION, SERVICE_NODE, CONTAINER, CLIENT_IP, USER_AGENT -> true;
      default -> false;
    };
  }

  private static String plain(String key) {
    String lower = key.toLowerCase(ROOT);
    StringBuilder plain = new StringBuilder(lower.length());
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c != '_' && c != '-' && (c != '@' || i > 0 || lower.length() <= 3)) {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static void names(Field field, String... plain) {
    int rank = 0;
    for (Name known : NAMES.values()) {
      if (known.field() == field) {
        rank++;
      }
    }
    for (String name : plain) {
      NAMES.put(name, new Name(name, field, rank++, null, null));
    }
  }
}
