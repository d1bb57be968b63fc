// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.spans;

/**
 * One span: bytes of its message, wherever they lie.
 *
 * @param bytes the raw record, or an array of its own where it had to be changed
 * @param from first byte
 * @param to one past the last
 * @param scope what is around it
 */
record SpanRow(byte[] bytes, int from, int to, Head scope) {

  int size() {
    return to - from;
  }

  SpanRow changed(byte[] changed) {
    return new SpanRow(changed, 0, changed.length, scope);
  }

  SpanRow with(byte[] attribute) {
    byte[] longer = new byte[size() + attribute.length];
    System.arraycopy(bytes, from, longer, 0, size());
    System.arraycopy(attribute, 0, longer, size(), attribute.length);
    return changed(longer);
  }
}
