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

  Head(Head outer) {
    this.outer = outer;
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
