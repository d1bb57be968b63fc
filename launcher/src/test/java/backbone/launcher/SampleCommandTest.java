// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SampleCommandTest {

  private static final String ORDINARY =
      line("00000000000000000000000000000001", 1_000, 1_020, "\"code\":0");
  private static final String FAILED =
      line("00000000000000000000000000000002", 2_000, 2_020, "\"code\":2");
  private static final String FAR_TOO_LATE =
      line("00000000000000000000000000000001", 1_000, 60_000, "\"code\":2");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void decidesEachTraceOnce_whenPoliciesAreGiven(@TempDir Path folder) {
    Path policies = folder.resolve("p.yaml");
    write(
        policies,
        """
        policies:
        - {name: bad, type: status_code, status_code: {status_codes: [ERROR]}}
        - {name: half, type: probabilistic, probabilistic: {sampling_percentage: 50}}
        """);

    int code = run(FAR_TOO_LATE + FAILED + "\n" + ORDINARY, "--policies", policies.toString());

    assertThat(err.toString(UTF_8)).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "{\"traceId\":\"00000000000000000000000000000001\",\"keep\":false,"
                + "\"policy\":\"half\",\"threshold\":\"\"}",
            "{\"traceId\":\"00000000000000000000000000000002\",\"keep\":true,"
                + "\"policy\":\"bad\",\"threshold\":\"0\"}");
  }

  @Test
  void namesTheLineAndGoesOn_whenItIsBad() {
    int code = run("{\"resourceSpans\":\n" + FAILED);

    assertThat(code).isEqualTo(1);
    assertThat(err.toString(UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("backbone: line 1 was left out: ");
    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            "{\"traceId\":\"00000000000000000000000000000002\",\"keep\":true,"
                + "\"policy\":\"errors\",\"threshold\":\"0\"}");
  }

  private int run(String input, String... arguments) {
    InputStream inBefore = System.in;
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    try {
      System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
      System.setOut(new PrintStream(out, true, UTF_8));
      System.setErr(new PrintStream(err, true, UTF_8));
      return new CommandLine(new SampleCommand()).execute(arguments);
    } finally {
      System.setIn(inBefore);
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
  }

  private static String line(String trace, long startMs, long endMs, String status) {
    return """
    {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name",\
    "value":{"stringValue":"shop"}}]},"scopeSpans":[{"spans":[{"traceId":"%s",\
    "spanId":"00000000000000aa","name":"GET /","startTimeUnixNano":"%d000000",\
    "endTimeUnixNano":"%d000000","status":{%s}}]}]}]}
    """
        .formatted(trace, startMs, endMs, status);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
