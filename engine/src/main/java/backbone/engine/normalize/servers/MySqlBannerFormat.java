// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import static backbone.engine.normalize.text.Bytes.startsWith;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;

/**
 * The lines that MySQL and MariaDB write at a start without a time: {@code Version: '8.0.35'
 * socket: ...} into the error log, and the three lines that head a slow log.
 */
public final class MySqlBannerFormat implements Format {

  /** Characters with which such lines begin. */
  public static final String FIRSTS = "MTVm/";

  private static final String STARTED = "started with:";

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int from = line.from();
    int end = line.end();
    boolean error =
        startsWith(b, from, end, "Version: '") && Bytes.indexOf(b, from, end, "'  socket: ") > 0;
    if (!error && !isOfSlowLog(b, from, end)) {
      return false;
    }
    draft.parsed(error ? "mysql-error" : "mysql-slow");
    draft.severity(9);
    draft.event().setMessage(line.text(from));
    return true;
  }

  private static boolean isOfSlowLog(byte[] b, int from, int end) {
    if (startsWith(b, from, end, "Time  ") || startsWith(b, from, end, "Time\t")) {
      return end - from > 9
          && (startsWith(b, end - 9, end, "\tArgument")
              || startsWith(b, end - 9, end, " Argument"));
    }
    if (startsWith(b, from, end, "Tcp port: ")) {
      return Bytes.indexOf(b, from, end, "  Unix socket: ") > 0;
    }
    int started = end - STARTED.length();
    return started > from
        && startsWith(b, started, end, STARTED)
        && Bytes.indexOf(b, from, started, ", Version: ") > 0;
  }
}
