// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.schema;

import org.apache.avro.util.ClassSecurityValidator;

/** Makes Avro records; Avro instantiates only classes that this process has named. */
public final class Records {

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            ClassSecurityValidator.builder()
                .add(LogEvent.class)
                .add(MaskCount.class)
                .add(Attribute.class)
                .add(Decision.class)
                .add(MetricMinute.class)
                .add(Label.class)
                .build()));
  }

  private Records() {}

  /** A decision whose unset fields have the schema's defaults. */
  public static Decision.Builder decision() {
    return Decision.newBuilder();
  }

  /** A minute whose unset fields have the schema's defaults. */
  public static MetricMinute.Builder metricMinute() {
    return MetricMinute.newBuilder();
  }

  /** Lets Avro make our records in this process; enough to call once, harmless to repeat. */
  static void trust() {
    // Loading this class has done it.
  }
}
