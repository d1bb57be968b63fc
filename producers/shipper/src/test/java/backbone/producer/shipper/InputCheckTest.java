// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backbone.service.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputCheckTest {

  @TempDir Path folder;

  @Test
  void saysWhatToDo_whenGlobMatchesNothing() {
    assertThat(problems("nothing-*.log"))
        .containsExactly(
            "\""
                + folder
                + "/nothing-*.log\" matches no file."
                + " Check the path, quote the glob, or create the file.");
  }

  @Test
  void refuses_whenOnlyOurOwnLogsMatch() throws IOException {
    Files.createDirectory(folder.resolve("own"));
    Files.writeString(folder.resolve("own/shipper.log"), "x");

    assertThat(problems("**/*.log").get(0)).contains("matches only our own files");
  }

  @Test
  void findsNothing_whenAnotherFileMatchesToo() throws IOException {
    Files.createDirectory(folder.resolve("own"));
    Files.writeString(folder.resolve("own/shipper.log"), "x");
    Files.writeString(folder.resolve("app.log"), "x");

    assertThat(problems("**.log")).isEmpty();
  }

  @Test
  void saysWhatIsWrong_whenGlobIsBroken() {
    assertThat(problems("[a.log").get(0)).contains("is not a glob");
  }

  @Test
  void neverFollowsOwnOrCompressedFiles_whenGlobMatches() throws IOException {
    Files.createDirectory(folder.resolve("own"));
    Files.writeString(folder.resolve("own/a.log"), "x");
    Files.writeString(folder.resolve("a.log.gz"), "x");
    Files.writeString(folder.resolve("b.log"), "x");
    Files.writeString(folder.resolve("c.log"), "x");
    Input input =
        new Input(
            List.of(folder + "/**"), List.of(folder + "/c.*"), null, "dev", "local", "default");

    assertThat(new Scan(List.of(input), own(), true).files(p -> {}))
        .containsOnlyKeys(folder.resolve("b.log"));
  }

  @Test
  void readsInputs_whenFlattened() {
    List<Input> inputs =
        Inputs.parse(
            Map.of("0.paths.0", "/a", "0.paths.1", "/b", "0.env", "prod", "1.paths", "/c"));

    assertThat(inputs)
        .containsExactly(
            new Input(List.of("/a", "/b"), List.of(), null, "prod", "local", "default"),
            Input.of(List.of("/c")));
  }

  @Test
  void namesEveryProblem_whenInputsAreWrong() {
    assertThatThrownBy(() -> Inputs.parse(Map.of("0.path", "/a", "1.env", "prod")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("shipper.inputs.0.path is not known")
        .hasMessageContaining("shipper.inputs.1.paths is empty");
  }

  private List<String> problems(String glob) {
    return InputCheck.problems(List.of(Input.of(List.of(folder + "/" + glob))), own());
  }

  private List<Path> own() {
    return List.of(folder.resolve("own"));
  }
}
