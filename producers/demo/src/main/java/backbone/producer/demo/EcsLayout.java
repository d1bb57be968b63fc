// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** One JSON object per line with the flat field names of the Elastic Common Schema. */
final class EcsLayout implements Layout {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private final String service;
  private final String version;
  private final String javaPackage;
  private final int port;

  EcsLayout(ShopService service, String javaPackage) {
    this.service = service.label();
    this.version = service.version();
    this.javaPackage = javaPackage;
    this.port = service.port();
  }

  @Override
  public String format(Entry entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("@timestamp", TIME.format(entry.at()));
    fields.put("log.level", entry.level().name());
    fields.put("message", entry.message());
    fields.put("ecs.version", "1.2.0");
    fields.put("service.name", service);
    fields.put("service.version", version);
    fields.put("event.dataset", service);
    fields.put("process.thread.name", Threads.of(entry.call(), port));
    fields.put("log.logger", javaPackage + "." + entry.logger());
    fields.put("trace.id", entry.call().traceId());
    fields.put("span.id", entry.call().spanId());
    fields.putAll(entry.fields());
    entry.failure().ifPresent(failure -> addFailure(fields, failure));
    return json(fields);
  }

  private static void addFailure(Map<String, Object> fields, Failure failure) {
    fields.put("error.type", failure.type());
    fields.put("error.message", failure.message());
    fields.put("error.stack_trace", failure.text());
  }

  private static String json(Map<String, Object> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("This is a bug in the demo: fields without JSON form", e);
    }
  }
}
