// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.engine.rules.YamlNode;
import backbone.engine.rules.YamlProblems;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParseRulesTest {

  private static final String FORMAT =
      "formats: [{name: f, when: {prefix: x}, dissect: '%{a} %{message}'}]";

  @Test
  void saysWhatIsInIt() {
    ParseRules rules = read(FORMAT + "\nrename: {a: b}\ndrop: {attributes: [x*], events: []}");

    assertThat(rules.summary()).isEqualTo("1 formats, 1 renames, 1 drops");
    assertThat(rules.formats()).extracting(LineFormat::name).containsExactly("f");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "formats: []\nrename:\ndrop:", "rename: {}"})
  void isAsWithoutRules_whenTheSectionIsEmpty(String text) {
    assertThat(read(text).version()).isEqualTo(ParseRules.NONE.version());
  }

  @Test
  void hasAnotherVersion_onlyWhenTheMeaningDiffers() {
    String version = read(FORMAT).version();

    assertThat(read("# why\n" + FORMAT.replace("prefix: x", "prefix: 'x'")).version())
        .isEqualTo(version);
    assertThat(
            read(FORMAT.replace("}'}]", "}', tests: [{line: 'x y'}]}]").replace("}']", "}'}]"))
                .version())
        .isEqualTo(version);
    for (String other :
        new String[] {"name: g", "prefix: xy", "services: x", "dissect: '%{a}  %{message}'"}) {
      String key = other.substring(0, other.indexOf(':'));
      String changed =
          key.equals("services")
              ? FORMAT.replace("prefix: x", other)
              : FORMAT.replaceFirst(
                  key.equals("dissect") ? "dissect: '[^']*'" : key + ": [a-z]",
                  java.util.regex.Matcher.quoteReplacement(other));
      assertThat(read(changed).version()).as(changed).isNotEqualTo(version);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | f.yaml:1:1: parsing is a map. Write formats, rename and drop below it.",
        "colours: 1 | f.yaml:1:1: the key 'colours' is not known here. Use one of drop, formats,"
            + " rename.",
        "formats: x | f.yaml:1:1: formats is no list. Begin each item with '- '.",
        "formats: [x] | f.yaml:1:11: this is no format. Write name, when and dissect or regex.",
        "formats: [{name: A b}] | f.yaml:1:12: the format has no good name. Use 1 to 40 of a-z,"
            + " 0-9, - . and _.",
        "formats: [{name: a, dissect: '%{x}'}] | f.yaml:1:11: the format a does not say when to try"
            + " it.",
        "formats: [{name: a, when: {prefix: x}}] | f.yaml:1:11: the format a needs one of dissect"
            + " and regex.",
        "formats: [{name: a, when: {prefix: x}, dissect: '%{x}%{y}'}] | dissect is %{x}%{y}:"
            + " nothing stands between two keys",
        "formats: [{name: a, when: {prefix: x}, dissect: 'x'}] | dissect is x: it has no key. Write"
            + " one as %{message}.",
        "formats: [{name: a, when: {prefix: x}, dissect: '%{x'}] | dissect is %{x: a %{ has no }."
            + " Close it.",
        "formats: [{name: a, when: {prefix: x}, dissect: '%{x} %{x}'}] | the key x stands twice."
            + " Write %{+x} to join both.",
        "formats: [{name: a, when: {prefix: x}, dissect: '%{origin.id}'}] | origin.id is not for"
            + " rules to write.",
        "formats: [{name: a, when: {prefix: x}, dissect: '%{labels.team}'}] | labels.team is not"
            + " for rules to write.",
        "formats: [{name: a, when: {prefix: x}, regex: '(x'}] | regex is (x: it is no regular"
            + " expression of RE2:",
        "formats: [{name: a, when: {prefix: x}, regex: '(x)'}] | it has no named group. Write one"
            + " as (?P<message>.*).",
        "formats: [{name: a, when: {prefix: x}, regex: '(?P<m>((a{1000}){1000}){1000})'}] | its"
            + " counts multiply to too much.",
        "formats: [{name: a, when: {prefix: x}, dissect: '%{x}', time: {format: QQQQQQQ}}] | format"
            + " is QQQQQQQ:",
        "formats: [{name: a, when: {prefix: x}, dissect: '%{x}', time: {zone: Mars}}] | zone is"
            + " Mars. Write one as Asia/Seoul or +09:00.",
        "formats: [{name: a, when: {prefix: x}, dissect: '%{x}', types: {x: int}}] | the type int"
            + " is none. Use one of boolean, double, long, text.",
        "formats: [{name: a, when: {prefix: x}, dissect: '%{x}', types: {y: long}}] | the format"
            + " finds no y. Remove this line.",
        "formats: [{name: a, when: {prefix: x}, dissect: '%{message}', types: {message: long}}] |"
            + " message has its own type.",
        "rename: {log.level: x} | f.yaml:1:10: log.level is no name of an attribute.",
        "rename: {a: parse.rules} | parse.rules is not for rules to write.",
        "rename: {a: 'b c'} | the name b c is not good. Use 1 to 100 letters, digits, and _ . - @"
            + " /.",
        "drop: {events: [{keep: 5%}]} | there is no condition, so everything goes. Use one of"
            + " levels, loggers, message, services.",
        "drop: {events: [{levels: [loud]}]} | the level loud is none.",
        "drop: {events: [{levels: info, keep: 120%}]} | keep is 120%. Write a share from 0% to"
            + " 100%.",
        "drop: {attributes: []} | attributes names nothing. Name one, or remove the key.",
      })
  void refusesWithThePlaceAndTheRemedy(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("f.yaml:1:")
        .hasMessageContaining(message);
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    assertThatThrownBy(() -> read("formats: [{name: a}]\nrename: {x: 'b c'}\ndrop: 1"))
        .hasMessageMatching("(?s)f.yaml:1:11.*\nf.yaml:1:11.*\nf.yaml:2:10.*\nf.yaml:3:1.*");
  }

  @Test
  void refusesTooMany() {
    StringBuilder many = new StringBuilder("drop: {events: [");
    for (int i = 0; i < 101; i++) {
      many.append("{levels: info},");
    }
    assertThatThrownBy(() -> read(many + "]}"))
        .hasMessageContaining("events has 101 items. Use 100 at most.");
  }

  static ParseRules read(String text) {
    YamlProblems problems = new YamlProblems("f.yaml");
    try {
      YamlNode node = YamlNode.read(new StringReader(text), problems);
      problems.throwIfAny();
      ParseRules rules = ParseRules.of(node, problems);
      problems.throwIfAny();
      return rules;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
