// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import static backbone.engine.normalize.text.Bytes.skipBlanks;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.ServerTimes;

/**
 * The short layouts of Hadoop and Spark: {@code 17/06/09 20:10:40 INFO storage.BlockManager: text}
 * and {@code 081109 203615 148 INFO dfs.DataNode$PacketResponder: text}.
 */
final class HadoopFormat implements Format {

  private static final int LOGGER_BYTES_MAX = 200;

  private final ServerTimes times;

  HadoopFormat(ServerTimes times) {
    this.times = times;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    boolean compact = times.compact(b, line.from(), end, line.zone());
    if ((!compact && !times.slashed(b, line.from(), end, line.zone())) || times.end() >= end) {
      return false;
    }
    int thread = skipBlanks(b, times.end(), end);
    int threadEnd = compact ? Bytes.digitsEnd(b, thread, end) : thread;
    int level = skipBlanks(b, threadEnd, end);
    int levelEnd = Bytes.tokenEnd(b, level, end);
    int severity = Levels.severity(b, level, levelEnd);
    int logger = skipBlanks(b, levelEnd, end);
    int loggerEnd = Bytes.tokenEnd(b, logger, Math.min(end, logger + LOGGER_BYTES_MAX)) - 1;
    if (severity == 0 || loggerEnd <= logger || b[loggerEnd] != ':') {
      return false;
    }
    draft.time(times.nanos());
    draft.parsed("hadoop");
    draft.severity(severity);
    if (threadEnd > thread) {
      draft.attribute("process.thread.id", Bytes.number(b, thread, threadEnd));
    }
    draft.event().setLogger(Bytes.text(b, logger, loggerEnd));
    draft.event().setMessage(line.text(Math.min(end, loggerEnd + 2)));
    return true;
  }
}
