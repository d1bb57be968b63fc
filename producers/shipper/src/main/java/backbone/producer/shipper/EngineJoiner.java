// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import backbone.engine.normalize.lines.LineJoiner;

/** The rule of the engine, which the normalizer follows, too. */
final class EngineJoiner implements Continuation {

  private final LineJoiner joiner = new LineJoiner();

  @Override
  public void begin(byte[] bytes, int from, int to) {
    joiner.begin(bytes, from, to);
  }

  @Override
  public boolean continues(byte[] bytes, int event, int from, int to) {
    return joiner.goesOn(bytes, event, from, to);
  }
}
