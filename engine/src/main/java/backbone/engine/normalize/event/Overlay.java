// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.event;

import backbone.schema.Attribute;
import backbone.schema.LogEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;

/** Lays what a line says over what its envelope says. */
final class Overlay {

  /** Fields that may be absent, and so tell whether the line knows them. */
  private static final int[] OPTIONAL =
      LogEvent.getClassSchema().getFields().stream()
          .filter(field -> field.schema().getType() == Schema.Type.UNION)
          .mapToInt(Schema.Field::pos)
          .toArray();

  private Overlay() {}

  /** Takes over all fields that the line has; gives what they displace as attributes. */
  static List<Attribute> lay(LogEvent line, LogEvent envelope) {
    List<Attribute> displaced = new ArrayList<>();
    keep("service.name", envelope.getServiceName(), line.getServiceName(), displaced);
    keep("host.name", envelope.getHostName(), line.getHostName(), displaced);
    for (int field : OPTIONAL) {
      Object value = line.get(field);
      if (value != null) {
        envelope.put(field, value);
      }
    }
    if (line.getSeverity() > 0) {
      envelope.setSeverity(line.getSeverity());
    }
    envelope.setMessage(line.getMessage());
    envelope.setParseFormat(line.getParseFormat());
    envelope.setParseStatus(line.getParseStatus());
    return displaced;
  }

  private static void keep(String key, String value, String over, List<Attribute> displaced) {
    if (value != null && over != null && !Objects.equals(value, over)) {
      displaced.add(new Attribute(key, value));
    }
  }
}
