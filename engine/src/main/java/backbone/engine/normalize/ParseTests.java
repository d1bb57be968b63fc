// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.mask.MaskKeys;
import backbone.engine.mask.MaskRules;
import backbone.engine.parse.LineFormat;
import backbone.engine.parse.LineTest;
import backbone.engine.rules.YamlNode;
import backbone.engine.rules.YamlProblems;
import backbone.schema.LogDocument;
import backbone.schema.LogEvent;
import backbone.schema.Origin;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs the examples that a file of rules gives, through the whole engine with all formats of the
 * file and its masking, or what is built in if it has none. They arrive on 1 July 2026.
 */
public final class ParseTests implements NormalizerOutput {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long ARRIVAL_MS = Instant.parse("2026-07-01T00:00:00Z").toEpochMilli();
  private static final String STAND_IN = "no secret, only for examples: ";
  private static final String ATTRIBUTES = "attributes.";

  private final YamlProblems problems;
  private final Normalizer normalizer;
  private final List<LogEvent> events = new ArrayList<>();

  private ParseTests(LogRules rules, YamlProblems problems) {
    this.problems = problems;
    normalizer = Normalizer.of(rules, standIns(rules.masks()));
  }

  /** Adds a problem for each example that is not read as the file says. */
  public static void run(LogRules rules, YamlProblems problems) {
    ParseTests tests = new ParseTests(rules, problems);
    for (LineFormat format : rules.parse().formats()) {
      format.tests().forEach(test -> tests.run(format, test));
    }
  }

  /** Keys are the cluster's secrets; pseudonyms of examples are made with others. */
  private static MaskKeys standIns(MaskRules masks) {
    Map<String, String> keys = new TreeMap<>();
    masks.keys().forEach(id -> keys.put(id, STAND_IN + id));
    return MaskKeys.of(keys);
  }

  private void run(LineFormat format, LineTest test) {
    byte[] line = test.line().stripTrailing().getBytes(UTF_8);
    String service = test.service() == null ? format.exampleService() : test.service();
    String path = test.path() == null ? format.examplePath() : test.path();
    Source source = new Source(null, path, ZoneOffset.UTC, service, "dev", "local", "default");
    // Two starts tell that the sender has joined the lines.
    int[] starts = new String(line, UTF_8).indexOf('\n') < 0 ? new int[1] : new int[] {0, 1};
    Origin origin = new Origin("test", 0, 0, line.length + 1L);
    events.clear();
    normalizer.normalize(new RawLog(line, null, source, origin, ARRIVAL_MS, starts, false), this);
    if (events.size() != 1) {
      problems.add(test.at(), "this line gives no event: a rule drops it, or it is blank.");
      return;
    }
    JsonNode document = document(events.get(0));
    boolean fitted = document.path("parse.format").asText().equals(format.name());
    if (fitted != test.fits()) {
      problems.add(
          test.at(),
          "this line is read as "
              + document.path("parse.format").asText()
              + (fitted ? ". Say fits: true, or change when." : ", not as " + format.name() + "."));
      return;
    }
    test.fields().forEach((name, expected) -> compare(document, name, expected));
  }

  private static JsonNode document(LogEvent event) {
    try {
      return JSON.readTree(LogDocument.json(event));
    } catch (IOException e) {
      throw new UncheckedIOException("bug: a document is no JSON", e);
    }
  }

  private void compare(JsonNode document, String name, YamlNode expected) {
    JsonNode found =
        name.startsWith(ATTRIBUTES)
            ? document.path("attributes").path(name.substring(ATTRIBUTES.length()))
            : document.path(name);
    String wanted = expected.text();
    boolean same = found.isMissingNode() ? wanted == null : wanted != null && same(found, wanted);
    if (!same) {
      problems.add(
          expected,
          YamlProblems.shown(name)
              + " is "
              + (found.isMissingNode() ? "absent" : YamlProblems.shown(text(found)))
              + ", not "
              + (wanted == null ? "absent" : YamlProblems.shown(wanted))
              + ".");
    }
  }

  private static boolean same(JsonNode found, String wanted) {
    String text = text(found);
    if (text.equals(wanted)) {
      return true;
    }
    try {
      return found.isNumber()
          ? found.decimalValue().compareTo(new BigDecimal(wanted)) == 0
          : Instant.parse(text).equals(Instant.parse(wanted));
    } catch (DateTimeException | NumberFormatException other) {
      return false;
    }
  }

  private static String text(JsonNode found) {
    return found.isValueNode() ? found.asText() : found.toString();
  }

  @Override
  public void event(LogEvent event) {
    events.add(event);
  }

  @Override
  public void dead(String faultClass, String reason, String maskedExcerpt) {
    // Said with the number of events.
  }

  @Override
  public void dropped(String reason) {
    // Said with the number of events.
  }
}
