// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.cluster.TopicPlan;
import backbone.schema.Catalogue;
import backbone.testkit.RealKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way there and back on a real cluster. */
class RulesCommandIT {

  private static final String PREFIX = "shop";

  private static final String OLD =
      """
      # as before
      policies:
        - {name: all, type: always_sample}
      """;

  private static final String NEW =
      """
      ownership:
        cart: shop
      policies:
        - {name: errors, type: status_code, status_code: {status_codes: [ERROR]}}
      """;

  @TempDir Path folder;

  private RealKafka kafka;

  @Test
  void appliesShowsAndGoesBack() throws Exception {
    String old = Files.writeString(folder.resolve("old.yaml"), OLD).toString();
    String next = Files.writeString(folder.resolve("new.yaml"), NEW).toString();
    try (RealKafka broker = RealKafka.started()) {
      kafka = broker;
      assertThat(run("apply", old).err())
          .contains("shop.rules does not exist. Make it with `./backbone topics apply`.");
      topics();

      RulesRun applied = run("apply", old);
      assertThat(applied.err()).isEmpty();
      assertThat(applied.out()).containsPattern("sampling  [0-9a-f]{16}  from .*Z on, in 3\\d s");
      String oldVersion = version(applied, "sampling");

      assertThat(run("apply", old).out()).contains(oldVersion, "nothing was done");

      RulesRun changed = run("apply", next, "--effective", "+10m", "--note", "INC-42");
      assertThat(changed.out())
          .contains("in 599 s", "show --text " + oldVersion, "apply a file with an empty section");

      RulesRun shown = run("show");
      assertThat(shown.out().lines().map(String::strip).map(line -> line.split(" +", 2)[0]))
          .containsExactly("sampling", "in", "pending", "pending", "ownership", "in", "pending");
      assertThat(shown.out()).contains(version(changed, "ownership"), "(INC-42)");

      assertThat(run("show", "--text", oldVersion).out()).isEqualTo(OLD);
      assertThat(run("apply", old, "--effective", "+20m").out())
          .contains(oldVersion + "  from", "Way back to " + version(changed, "sampling"));
      assertThat(run("show").out().lines().filter(line -> line.contains(oldVersion))).hasSize(2);
    }
  }

  private RulesRun run(String... arguments) {
    String[] all = new String[arguments.length + 4];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    String[] cluster = {"--bootstrap", kafka.bootstrap(), "--prefix", PREFIX};
    System.arraycopy(cluster, 0, all, arguments.length, 4);
    return RulesRun.of(all);
  }

  private void topics() throws Exception {
    try (Admin admin = Admin.create(kafka.client())) {
      List<TopicPlan.Step> steps =
          new TopicPlan(admin, PREFIX, (short) 1).apply(List.of(Catalogue.RULES));
      assertThat(steps).singleElement().extracting(TopicPlan.Step::topic).isEqualTo("shop.rules");
    }
  }

  private static String version(RulesRun run, String name) {
    Matcher found = Pattern.compile(name + "  ([0-9a-f]{16})").matcher(run.out());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
