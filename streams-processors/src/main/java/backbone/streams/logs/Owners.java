// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import backbone.engine.normalize.RawLog;
import backbone.engine.rules.InForce;
import backbone.engine.rules.Ownership;
import backbone.engine.rules.RuleVersion;
import backbone.engine.rules.Timeline;
import backbone.schema.LogEvent;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Says whose an event is when neither its sender nor its entrance does: by the owners in force when
 * its raw record arrived. Of one thread.
 */
final class Owners {

  private final InForce<Ownership> inForce;
  private Ownership last;
  private String engineOfLast;
  private String versionOfLast;

  Owners(Supplier<Timeline<Ownership>> timelines) {
    inForce = new InForce<>(timelines, null);
  }

  /** Completes an event that was made of a raw record. */
  void own(LogEvent event, RawLog raw) {
    Ownership owners = inForce.at(raw.arrivalMs());
    if (owners == null) {
      return;
    }
    String team = raw.source().team() == null ? owners.team(event.getServiceName()) : null;
    if (team != null) {
      event.setTeam(team);
    }
    event.setRulesVersion(version(event.getRulesVersion(), owners));
  }

  /** Of everything that made the event what it is. */
  private String version(String engine, Ownership owners) {
    if (owners != last || !Objects.equals(engine, engineOfLast)) {
      last = owners;
      engineOfLast = engine;
      versionOfLast = RuleVersion.of(engine + " " + owners.version());
    }
    return versionOfLast;
  }
}
