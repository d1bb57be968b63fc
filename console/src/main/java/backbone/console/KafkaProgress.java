// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.service.Progress;
import backbone.service.ProgressReader;
import java.time.Clock;

/**
 * Asks Kafka. Its clients are made late: a broker's name may not resolve when the console starts.
 */
final class KafkaProgress implements ProgressSource {

  private final ConsoleConfig config;
  private final Clock clock;
  private ProgressReader reader;

  KafkaProgress(ConsoleConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  @Override
  public synchronized Progress read() {
    if (reader == null) {
      reader =
          new ProgressReader(
              config.kafka(), config.topicPrefix(), config.shipperHealth().orElse(null), clock);
    }
    return reader.read();
  }

  @Override
  public synchronized void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
