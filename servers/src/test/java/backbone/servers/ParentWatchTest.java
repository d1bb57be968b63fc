// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParentWatchTest {

  private static final long GONE_SECONDS = 10;

  /**
   * The kernel closes a dead parent's end of the pipe; closing it here is the same to the child.
   */
  @ParameterizedTest
  @ValueSource(strings = {"obedient", Stayer.STUBBORN})
  void endsTheProcess_whenItsParentIsGone(String manner) throws Exception {
    Process child = started(manner);
    try {
      child.getOutputStream().close();

      assertThat(child.waitFor(GONE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(child.exitValue()).isEqualTo(143);
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void letsTheProcessLive_whileItsParentDoes() throws Exception {
    Process child = started("obedient");
    try {
      child.getOutputStream().write('\n');
      child.getOutputStream().flush();

      assertThat(child.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
    } finally {
      child.destroyForcibly();
    }
  }

  private static Process started(String manner) throws IOException {
    Process child =
        new ProcessBuilder(
                JavaCommand.heap("16m")
                    .main(System.getProperty("java.class.path"), Stayer.class.getName(), manner))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader output = child.inputReader(StandardCharsets.UTF_8);
    assertThat(output.readLine()).isEqualTo("Started.");
    return child;
  }
}
