// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.canary;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/** What the process prints from now on, which is still printed. */
final class Printed implements AutoCloseable {

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

  private Printed() {}

  static Printed captured() {
    Printed printed = new Printed();
    System.setOut(printed.both(printed.out));
    System.setErr(printed.both(printed.err));
    return printed;
  }

  private PrintStream both(PrintStream own) {
    return new PrintStream(
        new OutputStream() {
          @Override
          public void write(int b) {
            synchronized (copy) {
              copy.write(b);
            }
            own.write(b);
          }

          @Override
          public void write(byte[] b, int from, int length) {
            synchronized (copy) {
              copy.write(b, from, length);
            }
            own.write(b, from, length);
          }
        },
        true);
  }

  byte[] bytes() {
    synchronized (copy) {
      return copy.toByteArray();
    }
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
  }
}
