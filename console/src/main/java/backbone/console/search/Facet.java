// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console.search;

import java.util.Locale;

/** What events are counted and filtered by. */
public enum Facet {
  SERVICE("service.name"),
  LEVEL("log.level"),
  TEAM("labels.team"),
  ENV("labels.env"),
  FORMAT("parse.format");

  private final String indexName;

  Facet(String indexName) {
    this.indexName = indexName;
  }

  /** Field of the index. */
  public String indexName() {
    return indexName;
  }

  /** Name in requests and answers. */
  public String parameter() {
    return name().toLowerCase(Locale.ROOT);
  }
}
