// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.keys;

import java.util.HashMap;
import java.util.Map;

/**
 * Who put a line into a JSON object, by a key that only it writes. Where several have, as Filebeat
 * through Logstash, the first of this list counts.
 */
enum Shipper {
  FILEBEAT("filebeat"),
  VECTOR("vector"),
  RSYSLOG("rsyslog"),
  LOGSTASH("logstash"),
  JOURNALD("journald"),
  FLUENT_BIT("fluent-bit"),
  DOCKER("docker");

  private static final Map<String, Shipper> MARKS = new HashMap<>();

  static {
    marks(FILEBEAT, "@metadata.beat", "agent.ephemeral_id", "agent.type", "beat.version");
    marks(VECTOR, "source_type");
    marks(LOGSTASH, "@version");
    marks(RSYSLOG, "syslogtag", "syslogseverity", "syslogseverity-text", "syslogfacility");
    marks(RSYSLOG, "syslogfacility-text", "sysloghost", "programname", "timereported");
    marks(JOURNALD, "__REALTIME_TIMESTAMP", "SYSLOG_IDENTIFIER", "_SYSTEMD_UNIT");
    marks(FLUENT_BIT, "kubernetes.docker_id", "kubernetes.namespace_name", "logtag");
    marks(DOCKER, "container_name");
  }

  private final String label;

  Shipper(String label) {
    this.label = label;
  }

  /** The shipper that a key tells, or null. */
  static Shipper of(String key) {
    return MARKS.get(key);
  }

  /** The one of two that counts; either may be null. */
  static Shipper first(Shipper one, Shipper other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }

  /** Name for {@code parse.format} and {@code agent.type}. */
  String label() {
    return label;
  }

  /** Whether it is a program beside the one that wrote the line. */
  boolean isAgent() {
    return this != DOCKER && this != JOURNALD;
  }

  private static void marks(Shipper shipper, String... keys) {
    for (String key : keys) {
      MARKS.put(key, shipper);
    }
  }
}
