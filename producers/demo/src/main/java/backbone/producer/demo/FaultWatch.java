// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the switch file. What is wrong with the file is told once, not at each look. */
final class FaultWatch {

  private static final Logger log = LoggerFactory.getLogger(FaultWatch.class);

  private final Path file;
  private final Clock clock;
  private String told = "";
  private Optional<Fault> last = Optional.empty();

  FaultWatch(Path file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /** The fault that is on now; a file that cannot be understood counts as none. */
  Optional<Fault> now() {
    Optional<Fault> fault = look();
    if (!fault.equals(last)) {
      log.info("The fault changed. fault={}", fault.map(Fault::label).orElse("none"));
      last = fault;
    }
    return fault;
  }

  /** What was last told about a bad file; empty while the file is fine. */
  String complaint() {
    return told;
  }

  private Optional<Fault> look() {
    try {
      Optional<Fault> fault = FaultSwitch.read(file, clock).map(FaultSwitch.Order::fault);
      told = "";
      return fault;
    } catch (IOException e) {
      if (!told.equals(e.getMessage())) {
        told = e.getMessage();
        log.warn("The fault switch is ignored. reason={}", e.getMessage());
      }
      return Optional.empty();
    }
  }
}
