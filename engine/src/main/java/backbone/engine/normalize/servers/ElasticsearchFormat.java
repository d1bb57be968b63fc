// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import static backbone.engine.normalize.text.Bytes.skipBlanks;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * Elasticsearch's and OpenSearch's server logs: {@code [2024-01-02T10:11:12,345][INFO ][o.e.n.Node
 * ] [node-1] text}; of slow logs also the time that the request took.
 */
public final class ElasticsearchFormat implements Format {

  private static final String[] NOT_NODES = {"gc]", "took["};

  private final TimeParser times;

  public ElasticsearchFormat(TimeParser times) {
    this.times = times;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    int close = line.from() + 24;
    if (close + 2 >= end || b[close] != ']' || b[close + 1] != '[') {
      return false;
    }
    int levelEnd = Bytes.indexOf(b, close + 2, Math.min(end, close + 12), ']');
    int severity = levelEnd < 0 ? 0 : severity(b, close + 2, levelEnd);
    int logger = levelEnd + 2;
    int loggerEnd = severity == 0 ? -1 : Bytes.indexOf(b, levelEnd, end, "] ");
    if (loggerEnd < logger || b[logger - 1] != '[') {
      return false;
    }
    if (!times.iso(b, line.from() + 1, end, line.zone()) || times.end() != close) {
      return false;
    }
    draft.time(times.nanos());
    draft.parsed("elasticsearch");
    draft.severity(severity);
    draft.event().setLogger(Bytes.text(b, logger, Bytes.trimEnd(b, logger, loggerEnd)));
    int text = node(b, loggerEnd + 2, end, draft);
    draft.event().setMessage(line.text(text));
    took(b, text, end, draft);
    return true;
  }

  private static int severity(byte[] b, int from, int to) {
    return Levels.severity(b, from, Bytes.trimEnd(b, from, to));
  }

  /** Takes the node's name, which the default layout puts first; returns where the text begins. */
  private static int node(byte[] b, int from, int end, Draft draft) {
    int close = from < end && b[from] == '[' ? Bytes.indexOf(b, from, end, ']') : -1;
    if (close <= from + 1 || close + 1 >= end || b[close + 1] != ' ') {
      return from;
    }
    for (String other : NOT_NODES) {
      if (Bytes.startsWith(b, from + 1, end, other)) {
        return from;
      }
    }
    draft.event().setServiceNode(Bytes.text(b, from + 1, close));
    return skipBlanks(b, close + 1, end);
  }

  private static void took(byte[] b, int from, int end, Draft draft) {
    int took = Bytes.indexOf(b, from, end, "took_millis[");
    int digits = took + 12;
    long millis = took < 0 ? -1 : Bytes.number(b, digits, Bytes.digitsEnd(b, digits, end));
    if (millis >= 0 && millis < Long.MAX_VALUE / 1_000_000) {
      draft.event().setDurationNano(millis * 1_000_000);
    }
  }
}
