// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.parse;

import backbone.engine.rules.YamlNode;
import backbone.engine.rules.YamlProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the examples of a format. */
final class TestReader {

  private static final Set<String> KEYS = Set.of("line", "service", "path", "fits", "fields");
  private static final int LINE_CHARS_MAX = 8_000;
  private static final int NAME_CHARS_MAX = 200;

  private final YamlTexts texts;
  private final YamlProblems problems;

  TestReader(YamlTexts texts) {
    this.texts = texts;
    this.problems = texts.problems();
  }

  List<LineTest> read(YamlNode format) {
    List<LineTest> tests = new ArrayList<>();
    for (YamlNode item : texts.items(format, "tests")) {
      LineTest test = test(item);
      if (test != null) {
        tests.add(test);
      }
    }
    return tests;
  }

  private LineTest test(YamlNode item) {
    if (item.fields() == null) {
      problems.add(item, "this is no test. Write line and fields.");
      return null;
    }
    problems.refuseUnknown(item, KEYS);
    String line = texts.text(item, "line", LINE_CHARS_MAX);
    if (line == null) {
      problems.add(item, "the test has no line. Write one.");
      return null;
    }
    Map<String, YamlNode> fields = texts.map(item, "fields");
    for (Map.Entry<String, YamlNode> field : fields.entrySet()) {
      if (field.getValue().items() != null || field.getValue().fields() != null) {
        problems.add(
            field.getValue(),
            YamlProblems.shown(field.getKey())
                + " is no plain value. Write attributes.key: value.");
      }
    }
    return new LineTest(
        line,
        texts.text(item, "service", NAME_CHARS_MAX),
        texts.text(item, "path", NAME_CHARS_MAX),
        fits(item),
        fields,
        item);
  }

  private boolean fits(YamlNode item) {
    String fits = texts.text(item, "fits", 10);
    if (fits != null && !fits.equals("true") && !fits.equals("false")) {
      problems.add(
          item.fields().get("fits"),
          "fits is " + YamlProblems.shown(fits) + ". Write true or false.");
    }
    return !"false".equals(fits);
  }
}
