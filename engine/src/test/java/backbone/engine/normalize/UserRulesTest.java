// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import backbone.engine.mask.MaskKeys;
import backbone.engine.mask.MaskRules;
import backbone.engine.parse.ParseRules;
import backbone.engine.rules.YamlNode;
import backbone.engine.rules.YamlProblems;
import backbone.schema.LogEvent;
import backbone.schema.Origin;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserRulesTest {

  private static final String BILLING =
      """
      formats:
        - name: billing
          when: {services: billing-*, paths: [/var/log/billing/*.log]}
          dissect: >-
            %{@timestamp} %{+@timestamp} |%{log.level->}| %{client.ip} took=%{event.duration}
            sum=%{sum} %{message}
          time: {format: 'dd.MM.yyyy HH:mm:ss', zone: Asia/Seoul}
          types: {sum: double}
      """;

  private static final String LINE =
      "01.03.2024 20:59:58 |WARN  | 203.0.113.77 took=12.5ms sum=99.50 paid by kim@example.com";

  @Test
  void readsALine_whenTheFormatOfAUserFits() {
    LogEvent event = one(BILLING, LINE, "billing-api");

    assertThat(event.getParseFormat()).isEqualTo("billing");
    assertThat(event.getParseStatus()).isEqualTo("ok");
    assertThat(Captured.time(event)).isEqualTo("2024-03-01T11:59:58Z");
    assertThat(event.getLevel()).isEqualTo("warn");
    assertThat(event.getClientIp()).isEqualTo("203.0.113.0");
    assertThat(event.getDurationNano()).isEqualTo(12_500_000L);
    assertThat(event.getMessage()).startsWith("paid by ").doesNotContain("kim@");
    assertThat(Captured.attributes(event)).containsExactly(entry("sum", 99.5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "other; 01.03.2024 20:59:58 |WARN  | 203.0.113.77 took=1ms sum=1 text",
        "billing-api; 41.03.2024 20:59:58 |WARN  | 203.0.113.77 took=1ms sum=1 text",
        "billing-api; 01.03.2024 20:59:58 |LOUD  | 203.0.113.77 took=1ms sum=1 text",
        "billing-api; 2024-03-01 20:59:58 INFO [main] c.e.Foo - text",
      })
  void leavesTheLineToTheBuiltInFormats_whenItDoesNotFit(String service, String line) {
    LogEvent event = one(BILLING, line, service);

    assertThat(event.getParseFormat()).isEqualTo(Captured.one(line).getParseFormat());
    assertThat(event.getMessage()).isEqualTo(Captured.one(line).getMessage());
  }

  @Test
  void readsTheLineInsideAnEnvelope_byTheServiceThatItNames() {
    String record = "{\"service\":{\"name\":\"billing-api\"},\"log\":\"" + LINE + "\\n\"}";

    assertThat(one(BILLING, record, null).getParseFormat()).isEqualTo("billing");
    assertThat(one(BILLING, "2024-03-01T10:00:00Z stdout F " + LINE, "billing-x").getParseFormat())
        .isEqualTo("billing");
  }

  @Test
  void keepsStackTraces_whenLinesFollow() {
    String joined = LINE + "\njava.io.IOException: gone\n\tat a.B.c(B.java:1)";

    LogEvent event = one(BILLING, joined, "billing-api");

    assertThat(event.getParseFormat()).isEqualTo("billing");
    assertThat(event.getErrorType()).isEqualTo("java.io.IOException");
  }

  @Test
  void readsALine_byAnExpression() {
    String rules =
        """
        formats:
          - name: pay
            when: {prefix: 'PAY '}
            regex: 'PAY (?P<lvl>[A-Z]+) (?P<n>[0-9]+) (?P<rest>.*)'
            fields: {lvl: log.level, rest: message}
            types: {n: long}
        """;

    LogEvent event = one(rules, "PAY ERROR 17 한글 text", null);

    assertThat(event.getLevel()).isEqualTo("error");
    assertThat(event.getMessage()).isEqualTo("한글 text");
    assertThat(Captured.attributes(event)).containsExactly(entry("n", 17L));
  }

  @Test
  void movesAttributes_toFieldsAndOtherNames() {
    String rules = "rename: {svc: service.name, u: user.name, n: log.level}";

    LogEvent event =
        one(rules, "{\"message\":\"m\",\"svc\":\"a\",\"u\":\"kim\",\"n\":\"odd\"}", "b");

    assertThat(event.getServiceName()).isEqualTo("a");
    assertThat(Captured.attributes(event))
        .containsOnly(entry("user.name", "kim"), entry("n", "odd"));
  }

  @Test
  void masksASecret_whenItLosesTheNameOrTheTextThatTellsIt() {
    String secret = "hunter2-hunter2";
    String format =
        "formats: [{name: f, when: {prefix: 'u '}, dissect: 'u %{u} password=%{note} %{message}'}]";
    String expression =
        "formats: [{name: f, when: {prefix: 'u '}, regex: 'u (?P<u>.*) token: (?P<message>.*)'}]";
    String line = "{\"password\":\"" + secret + "\",\"message\":\"m\"}";

    LogEvent renamed = one("rename: {password: note}", line, null);
    LogEvent taken = one(format, "u kim password=" + secret + " rest", null);
    LogEvent found = one(expression, "u kim token: " + secret, null);

    for (LogEvent event : List.of(renamed, taken, found)) {
      assertThat(event.toString()).doesNotContain(secret).contains("secret");
      assertThat(event.getMaskCounts()).hasSize(1);
      assertThat(event.getMaskCounts().get(0).getCount()).isEqualTo(1);
    }
    assertThat(taken.getMessage()).isEqualTo("rest");
  }

  @Test
  void masksASecret_whenItGetsATellingName() {
    String line = "{\"x\":\"hunter2-hunter2\",\"message\":\"m\"}";

    assertThat(one("rename: {x: password}", line, null).toString()).doesNotContain("hunter2");
  }

  @Test
  void dropsEventsAndAttributes_withoutRenumbering() {
    String rules =
        """
        drop:
          attributes: [debug.*]
          events:
            - {levels: [debug], message: 'GET /health'}
        """;
    String lines =
        """
        {"level":"debug","message":"GET /health 200"}
        {"level":"debug","message":"GET /cart","debug":{"x":1},"y":2}
        """;

    Captured made = of(rules, lines, null);

    assertThat(made.dropped).containsExactly("rule");
    assertThat(made.events).hasSize(1);
    assertThat(made.events.get(0).getOriginId())
        .isEqualTo(of("{}", lines, null).events.get(1).getOriginId());
    assertThat(Captured.attributes(made.events.get(0))).containsExactly(entry("y", 2L));
  }

  @Test
  void keepsAShare_thatDependsOnTheTraceAlone() {
    String rules = "drop: {events: [{levels: info, keep: 10%}]}";
    int kept = 0;
    for (int i = 0; i < 2_000; i++) {
      String trace = String.format("%032x", 0x9E3779B97F4A7C15L * (i + 1));
      String line = "{\"level\":\"info\",\"trace_id\":\"" + trace + "\",\"message\":\"m\"}\n";
      Captured made = of(rules, line.repeat(2), null);
      assertThat(made.events.size()).isIn(0, 2);
      kept += made.events.size() / 2;
    }
    assertThat(kept).isBetween(150, 250);
  }

  @Test
  void namesTheRulesInEachEvent() {
    assertThat(version(BILLING)).isNotEqualTo(version("{}")).isEqualTo(version("# c\n" + BILLING));
    assertThat(one(BILLING, "x", null).getRulesVersion()).isEqualTo(version(BILLING));
    assertThat(version("{}")).isEqualTo(Normalizer.standard().rulesVersion());
  }

  private static String version(String rules) {
    return normalizer(rules).rulesVersion();
  }

  private static LogEvent one(String rules, String text, String service) {
    Captured made = of(rules, text, service);
    assertThat(made.events).hasSize(1);
    return made.events.get(0);
  }

  private static Captured of(String rules, String text, String service) {
    byte[] value = text.getBytes(UTF_8);
    String path = service == null || service.equals("other") ? null : "/var/log/billing/a.log";
    Source source =
        new Source(
            "h", path == null ? "/var/log/billing/a.log" : path, null, service, "prod", "kr", "t");
    Origin origin = new Origin("src", 1, 0, value.length);
    int[] starts = text.contains("\tat ") ? new int[] {0, 1} : new int[] {0};
    Captured made = new Captured();
    normalizer(rules)
        .normalize(
            new RawLog(value, null, source, origin, Captured.ARRIVAL_MS, starts, false), made);
    assertThat(made.dead).isEmpty();
    return made;
  }

  static Normalizer normalizer(String section) {
    YamlProblems problems = new YamlProblems("rules.yaml");
    try {
      YamlNode node = YamlNode.read(new StringReader(section), problems);
      ParseRules rules = ParseRules.of(node, problems);
      problems.throwIfAny();
      return Normalizer.of(new LogRules(MaskRules.STANDARD, rules), MaskKeys.none());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
