// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * What a command said and returned, run in this process.
 *
 * @param out what went to standard output
 * @param err what went to standard error, faults included
 */
record RulesRun(int code, String out, String err) {

  static RulesRun of(String... arguments) {
    return command(Stream.concat(Stream.of("rules"), Stream.of(arguments)).toArray(String[]::new));
  }

  /** Runs any command. */
  static RulesRun command(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    try {
      System.setOut(new PrintStream(out, true, UTF_8));
      System.setErr(new PrintStream(err, true, UTF_8));
      int code =
          new CommandLine(Main.class)
              .setErr(new PrintWriter(err, true, UTF_8))
              .setExecutionExceptionHandler(
                  (e, line, parsed) -> {
                    line.getErr().println(e.getMessage());
                    return Main.FAULT;
                  })
              .execute(arguments);
      return new RulesRun(code, out.toString(UTF_8), err.toString(UTF_8));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
  }
}
