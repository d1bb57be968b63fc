// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

/**
 * What stands around spans in their message: fields of a ScopeSpans or, without an outer head, of a
 * ResourceSpans. Compared by identity, and complete only when its whole message has been read.
 */
final class Head {

  private final Head outer;
  private byte[] fields = {};
  private String service;

  Head(Head outer) {
    this.outer = outer;
  }

  /** Names the service of a ResourceSpans. */
  void of(String name) {
    service = name;
  }

  /** The service, where it matters to masking; else null. */
  String service() {
    return outer == null ? service : outer.service();
  }

  Head outer() {
    return outer;
  }

  byte[] fields() {
    return fields;
  }

  void complete(byte[] serialized) {
    fields = serialized;
  }
}
