// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.normalize.NormalizerOutput;
import backbone.engine.normalize.RawLog;
import backbone.schema.LogEvent;

/**
 * A tiny engine that does what the first word of a line says: {@code dead}, {@code blank}, {@code
 * throw}, {@code nothing}, {@code split a b c}, {@code trace=ID}; anything else is an event. Its
 * encoder writes {@code originId|arrival|env/region/team/service|message}, and {@code |rules} when
 * these are not its own.
 */
public final class FakeEngine implements LogNormalizer, EventEncoder {

  private static final String RULES = "engine-1";

  @Override
  public void normalize(RawLog raw, NormalizerOutput output) {
    String text = new String(raw.value(), UTF_8);
    if (text.isBlank()) {
      output.dropped("blank");
      return;
    }
    String[] words = text.split(" ", -1);
    switch (words[0]) {
      case "dead" -> output.dead("undecodable", "The bytes are no text.", "***");
      case "blank" -> output.dropped("blank");
      case "throw" -> throw new IllegalStateException("secret " + text);
      case "nothing" -> {}
      case "split" -> {
        for (int i = 1; i < words.length; i++) {
          item(raw, i - 1, words[i], output);
        }
      }
      default -> item(raw, 0, text, output);
    }
  }

  private static void item(RawLog raw, int item, String text, NormalizerOutput output) {
    if (text.equals("dead")) {
      output.dead("undecodable", "The bytes are no text.", "***");
      return;
    }
    LogEvent event = new LogEvent();
    event.setOriginId(raw.origin().id(raw.firstItem() + item));
    event.setArrivalUnixMilli(raw.arrivalMs());
    event.setMessage(text);
    event.setEnv(raw.source().env());
    event.setRegion(raw.source().region());
    event.setTeam(raw.source().team() == null ? "default" : raw.source().team());
    event.setRulesVersion(RULES);
    event.setServiceName(raw.source().service());
    event.setTraceId(text.startsWith("trace=") ? text.substring(6).split(" ", -1)[0] : null);
    output.event(event);
  }

  @Override
  public void connect() {}

  @Override
  public byte[] encode(LogEvent event) {
    return String.join(
            "|",
            event.getOriginId(),
            Long.toString(event.getArrivalUnixMilli()),
            String.join(
                "/",
                event.getEnv(),
                event.getRegion(),
                event.getTeam(),
                String.valueOf(event.getServiceName())),
            event.getMessage()
                + (event.getRulesVersion().equals(RULES) ? "" : "|" + event.getRulesVersion()))
        .getBytes(UTF_8);
  }
}
