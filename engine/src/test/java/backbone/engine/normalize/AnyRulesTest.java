// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.engine.mask.MaskKeys;
import backbone.engine.mask.MaskRules;
import backbone.engine.parse.ParseRules;
import backbone.engine.rules.YamlNode;
import backbone.engine.rules.YamlProblems;
import backbone.schema.LogEvent;
import java.io.StringReader;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any text is rules or problems, and any line an event or a drop, but never an exception. */
class AnyRulesTest {

  private static final int ROUNDS = 4_000;

  private static final String RULES =
      """
      formats:
        - name: a
          when: {services: [s*], paths: /var/*, prefix: '['}
          dissect: '[%{@timestamp}] %{log.level->} %{a} %{+a} %{?x} %{client.ip} %{message}'
          time: {format: 'yyyy-MM-dd HH:mm:ss', zone: Asia/Seoul}
          types: {a: text}
          tests:
            - line: '[2024-01-01 00:00:00] WARN 1 2 x 10.1.2.3 text'
              fields: {log.level: warn, attributes.a: 1 2}
        - name: b
          when: {prefix: x}
          regex: 'x(?P<d>[0-9]+)(?P<m>.*)'
          fields: {d: event.duration, m: message}
      rename: {user: user.name, u: service.name, t: '@timestamp', s: http.response.status_code}
      drop:
        attributes: [debug*]
        events:
          - {services: '*', levels: [debug, info], message: GET, keep: 2.5%}
      """;

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "'",
          "\n",
          "  ",
          "- ",
          "%{",
          "->",
          "%{+",
          "\\",
          "(?P<",
          ")",
          "*",
          "{1000}",
          "#",
          "&a",
          "null",
          "\u0000",
          "\ud800",
          "한",
          "name",
          "when",
          "dissect",
          "regex",
          "fields",
          "tests",
          "line",
          "0",
          "99999999999999999999",
          "@timestamp",
          "|");

  private static final List<String> LINES =
      List.of(
          "[2024-01-01 00:00:00] WARN 1 2 x 10.1.2.3 text",
          "x12ms text",
          "{\"user\":\"kim\",\"u\":7,\"t\":\"no"
              + " time\",\"s\":200,\"debug.x\":null,\"message\":\"m\"}",
          "{\"t\":\"2024-01-01T00:00:00Z\",\"s\":999,\"user\":[1,{\"a\":2}],\"level\":\"info\"}",
          "[",
          "x",
          "");

  @Test
  void anyTextIsRulesOrProblems() throws Exception {
    long seed = Long.getLong("proofs.seed", 0);
    System.out.println("AnyRulesTest: seed " + seed);
    Random random = new Random(seed);
    int taken = 0;
    for (int i = 0; i < ROUNDS; i++) {
      String text = mutated(random);
      YamlProblems problems = new YamlProblems("f.yaml");
      YamlNode node = YamlNode.read(new StringReader(text), problems);
      if (node == null) {
        continue;
      }
      ParseRules rules = ParseRules.of(node, problems);
      if (problems.none()) {
        taken++;
        ParseTests.run(new LogRules(MaskRules.STANDARD, rules), problems);
        assertThat(rules.version()).hasSize(16);
        normalize(rules, random);
      }
    }
    assertThat(taken).isGreaterThan(ROUNDS / 50);
  }

  private static void normalize(ParseRules rules, Random random) {
    Normalizer normalizer = Normalizer.of(new LogRules(MaskRules.STANDARD, rules), MaskKeys.none());
    for (String line : LINES) {
      byte[] value = line.getBytes(UTF_8);
      if (value.length > 0 && random.nextBoolean()) {
        value[random.nextInt(value.length)] = (byte) random.nextInt(256);
      }
      Captured made = new Captured();
      normalizer.normalize(Captured.raw(value), made);
      assertThat(made.dead).doesNotContain("defect");
      assertThat(made.events.size() + made.dropped.size() + made.dead.size()).isPositive();
      Captured again = new Captured();
      normalizer.normalize(Captured.raw(value), again);
      assertThat(again.events).isEqualTo(made.events);
      made.events.stream().map(LogEvent::getMessage).forEach(text -> assertThat(text).isNotNull());
    }
  }

  private static String mutated(Random random) {
    StringBuilder text = new StringBuilder(RULES);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(4));
      String piece = random.nextInt(3) == 0 ? "" : PIECES.get(random.nextInt(PIECES.size()));
      text.replace(at, end, piece);
    }
    return text.toString();
  }
}
