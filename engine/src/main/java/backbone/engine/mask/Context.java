// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

/** The key under which the whole text stands, for rules that need more than the value. */
final class Context {
  private String key = "";

  /** Sets the key of the texts that follow; empty where there is none. */
  void key(String name) {
    key = name == null ? "" : name;
  }

  String key() {
    return key;
  }
}
