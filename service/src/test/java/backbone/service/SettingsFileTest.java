// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {

  @TempDir private Path folder;

  @Test
  void flattensMapsAndLists() throws IOException {
    Path file = yaml("a:\n  b: [1, two]\nc.d: true\ne: null\n");

    assertThat(SettingsFile.read(file))
        .isEqualTo(Map.of("a.b.0", "1", "a.b.1", "two", "c.d", "true"));
  }

  @Test
  void keepsWordsThatOthersTakeForTruthValues() throws IOException {
    assertThat(SettingsFile.read(yaml("region: no\nenv: on\n")))
        .isEqualTo(Map.of("region", "no", "env", "on"));
  }

  @Test
  void readsNothing_whenFileIsEmpty() throws IOException {
    assertThat(SettingsFile.read(yaml(""))).isEmpty();
    assertThat(SettingsFile.read(yaml("# only a comment\n"))).isEmpty();
  }

  @Test
  void namesLineAndColumn_whenFileIsNotYaml() throws IOException {
    Path file = yaml("good: 1\nbad: [1, 2\nnext: 3\n");

    assertThatThrownBy(() -> SettingsFile.read(file))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            file
                + " is not YAML at line 3 column 5. Look there and above for a bracket, quote or"
                + " colon that is missing or too many, and put values with signs in quotes.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"hushhush", "@hushhush", "hushhush: too", "!hushhush!x y"})
  void quotesNothing_whenTheFaultIsInASecret(String secret) throws IOException {
    Path file = yaml("good: 1\npassword: " + secret + "\n");

    assertThatThrownBy(() -> SettingsFile.read(file)).message().doesNotContain("hushhush");
  }

  @Test
  void asksForAMap_whenFileIsAList() throws IOException {
    Path file = yaml("- one\n- two\n");

    assertThatThrownBy(() -> SettingsFile.read(file))
        .hasMessage(file + " is not a map of settings. Write it as `key: value` lines.");
  }

  @Test
  void asksForAccess_whenFileIsNotThere() {
    Path file = folder.resolve("nowhere.yaml");

    assertThatThrownBy(() -> SettingsFile.read(file))
        .hasMessage(
            file + " cannot be read. Give this user read access, or name another --config.");
  }

  private Path yaml(String text) throws IOException {
    return Files.writeString(folder.resolve("settings.yaml"), text);
  }
}
