// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.times.TimeParser;
import backbone.engine.parse.EventField;
import backbone.engine.parse.ParseRules;
import backbone.engine.parse.ParseRules.Target;
import backbone.schema.Attribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Gives attributes the names that users want, before anything is masked, so that the new name is
 * looked at. The old one is, too: a password stays one under any name.
 */
final class Renames {

  private final ParseRules rules;
  private final Redaction redaction;
  private final FieldWriter fields = new FieldWriter(new TimeParser());

  Renames(ParseRules rules, Redaction redaction) {
    this.rules = rules;
    this.redaction = redaction;
  }

  private record Move(Attribute attribute, Target target) {}

  void apply(Draft draft) {
    if (!rules.renames()) {
      return;
    }
    List<Move> moves = moves(draft.event().getAttributes());
    Set<EventField> filled = EnumSet.noneOf(EventField.class);
    for (Move move : moves) {
      Attribute attribute = move.attribute();
      EventField field = move.target().field();
      Object value = attribute.getValue();
      Object shown =
          value instanceof String text && field != EventField.CLIENT_IP
              ? redaction.ahead(draft.event().getServiceName(), attribute.getKey(), text)
              : value;
      if (field == null) {
        draft.attribute(move.target().name(), shown);
      } else if (!filled.add(field) || !fields.set(field, String.valueOf(shown), draft)) {
        draft.attribute(attribute.getKey(), value);
      }
    }
  }

  /** Takes those out that move, in the order of the file. */
  private List<Move> moves(List<Attribute> attributes) {
    List<Move> moves = new ArrayList<>();
    for (Iterator<Attribute> each = attributes.iterator(); each.hasNext(); ) {
      Attribute attribute = each.next();
      Target target = rules.renamed(attribute.getKey());
      if (target != null) {
        moves.add(new Move(attribute, target));
        each.remove();
      }
    }
    moves.sort(Comparator.comparingInt(move -> move.target().place()));
    return moves;
  }
}
