// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.service.SettingsShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With {@code -Ddocs.write=true} the pages are written instead of compared. */
class GeneratedPagesTest {

  static List<Page> pages() {
    return Pages.ALL;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void saysWhatTheCodeSays(Page page) throws Exception {
    if (Boolean.getBoolean("docs.write")) {
      page.write(Pages.ROOT);
    }

    assertThat(page.staleness(Pages.ROOT).orElse("")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void namesPageAndRemedy_whenOneCharacterDiffers(Page page, @TempDir Path copy) throws Exception {
    page.write(copy);
    Path file = copy.resolve(page.path());
    String text = Files.readString(file);
    int middle = text.length() / 2;
    char other = text.charAt(middle) == 'x' ? 'y' : 'x';
    Files.writeString(file, text.substring(0, middle) + other + text.substring(middle + 1));

    assertThat(page.staleness(copy).orElseThrow())
        .startsWith(page.path() + " is not what the code says, from line ")
        .contains("Renew it with: mvn ", "-Ddocs.write=true");
  }

  @Test
  void namesTheSetting_whenOneIsAdded(@TempDir Path copy) throws Exception {
    new Page("page.md", () -> Pages.configuration(Pages.shapes())).write(copy);
    List<SettingsShape> more = new ArrayList<>(Pages.shapes());
    more.set(1, WithOneMore.of(more.get(1)));

    String stale =
        new Page("page.md", () -> Pages.configuration(more)).staleness(copy).orElseThrow();

    assertThat(stale)
        .contains("code: | `shipper.a.new.ms`<br>`SHIPPER_A_NEW_MS` | long | `5` | 1 to 9 |");
  }

  /** The settings of a part and one more, in a copy of its ConfigDef. */
  private record WithOneMore(String name, ConfigDef config, Set<String> prefixes)
      implements SettingsShape {

    static WithOneMore of(SettingsShape part) {
      ConfigDef config =
          new ConfigDef(part.config())
              .define(
                  part.name() + ".a.new.ms",
                  ConfigDef.Type.LONG,
                  5,
                  ConfigDef.Range.between(1, 9),
                  ConfigDef.Importance.LOW,
                  "Is new.");
      return new WithOneMore(part.name(), config, part.prefixes());
    }
  }
}
