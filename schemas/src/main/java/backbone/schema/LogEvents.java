// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Makes {@link LogEvent}s. Avro instantiates only classes that somebody has declared trustworthy
 * (since 1.12.1, against schemas that name arbitrary classes); this declares ours and no others.
 */
public final class LogEvents {

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            ClassSecurityValidator.builder()
                .add(LogEvent.class)
                .add(MaskCount.class)
                .add(Attribute.class)
                .build()));
  }

  private LogEvents() {}

  /** A builder whose unset fields have the schema's defaults. */
  public static LogEvent.Builder builder() {
    return LogEvent.newBuilder();
  }

  /** Lets Avro make our records in this process; enough to call once, harmless to repeat. */
  static void trust() {
    // Loading this class has done it.
  }
}
