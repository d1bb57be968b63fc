// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is woken by an alert finds what it means, and nobody reads about one that is gone. */
class AlertSectionsTest {

  private static final Path RULES = Pages.ROOT.resolve("deploy/prometheus/rules");
  private static final Path PAGE = Pages.ROOT.resolve("docs/operate.md");
  private static final Pattern ALERT = Pattern.compile("(?m)^\\s*- alert: (\\w+)\\s*$");
  private static final Pattern RUNBOOK = Pattern.compile("(?m)^\\s*runbook_url: (\\S+)\\s*$");
  private static final Pattern SECTION = Pattern.compile("(?ms)^### (\\w+)$\\n(.*?)(?=^##|\\z)");

  @Test
  void hasASectionForEveryAlert_andNoOther() throws IOException {
    String alerts = Files.readString(PAGE).split("(?m)^## Alerts$", -1)[1].split("(?m)^## ", -1)[0];
    Set<String> told = new TreeSet<>(first(SECTION, alerts));

    assertThat(told).isEqualTo(new TreeSet<>(first(ALERT, rules())));
  }

  @Test
  void saysWhatToDo_inEverySection() throws IOException {
    String alerts = Files.readString(PAGE).split("(?m)^## Alerts$", -1)[1].split("(?m)^## ", -1)[0];

    SECTION
        .matcher(alerts)
        .results()
        .forEach(
            section ->
                assertThat(section.group(2))
                    .as(section.group(1))
                    .contains("**Means.**", "**Look.**", "**Mend.**", "**Silence.**"));
  }

  @Test
  void pointsFromEveryAlertToItsSection() throws IOException {
    Set<String> anchors =
        first(ALERT, rules()).stream()
            .map(alert -> "docs/operate.md#" + alert.toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(new TreeSet<>(first(RUNBOOK, rules()))).isEqualTo(anchors);
  }

  private static String rules() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(RULES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yml")).sorted().toList()) {
        all.append(Files.readString(file)).append('\n');
      }
    }
    return all.toString();
  }

  private static Set<String> first(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toSet());
  }
}
