// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.streams.rules.RuleKind;
import backbone.streams.rules.RuleText;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The files of rules that the page shows are right, and their examples too. */
class RulesPageTest {

  @Test
  void everyExampleIsRight_andEveryKindHasOne() throws Exception {
    Set<String> kinds = new TreeSet<>();
    List<String> files = files();
    for (String file : files) {
      for (RuleText<?> section : RuleText.tested(file, "docs/rules.md")) {
        kinds.add(section.kind().name());
      }
    }

    assertThat(files).isNotEmpty();
    assertThat(kinds)
        .containsExactlyInAnyOrderElementsOf(RuleKind.all().stream().map(RuleKind::name).toList());
  }

  private static List<String> files() throws Exception {
    List<String> files = new ArrayList<>();
    StringBuilder file = null;
    for (String line : Files.readAllLines(Pages.ROOT.resolve("docs/rules.md"))) {
      if (line.startsWith("```")) {
        if (file != null) {
          files.add(file.toString());
        }
        file = line.equals("```yaml") ? new StringBuilder() : null;
      } else if (file != null) {
        file.append(line).append('\n');
      }
    }
    return files;
  }
}
