// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

/** The form that a service gives its log statements. */
interface Layout {

  /** Text without the last line end. */
  String format(Entry entry);
}
