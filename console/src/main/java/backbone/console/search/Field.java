// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Fields that can be asked for as {@code name:value}, by their short or their index name. */
enum Field {
  SERVICE("service.name"),
  LEVEL("log.level"),
  STATUS("http.response.status_code"),
  METHOD("http.request.method"),
  PATH("url.path"),
  TRACE("trace.id"),
  SPAN("span.id"),
  HOST("host.name"),
  FILE("log.file.path"),
  LOGGER("log.logger"),
  THREAD("process.thread.name"),
  ERROR("error.type"),
  CLIENT("client.ip"),
  TEAM("labels.team"),
  ENV("labels.env"),
  REGION("labels.region"),
  FORMAT("parse.format"),
  PARSE("parse.status"),
  ORIGIN("origin.id");

  private final String indexName;

  Field(String indexName) {
    this.indexName = indexName;
  }

  static Optional<Field> named(String name) {
    for (Field field : values()) {
      if (field.shortName().equals(name) || field.indexName.equals(name)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  static List<String> shortNames() {
    List<String> names = new ArrayList<>();
    for (Field field : values()) {
      names.add(field.shortName());
    }
    return names;
  }

  String indexName() {
    return indexName;
  }

  String shortName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
