// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import static backbone.engine.normalize.text.Bytes.skipBlanks;

import backbone.engine.normalize.event.AccessRequest;
import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;

/**
 * Logs of OpenStack's services: {@code 2017-05-16 00:00:00.008 25746 INFO nova.compute.manager
 * [req-<id> <user> <project> - - -] text}. Lines of several files in one have the file's name in
 * front. The line of a request names client, request, status, length and seconds.
 */
public final class OpenStackFormat implements Format {

  private static final int FILE_BYTES_MAX = 128;

  private final TimeParser times;

  public OpenStackFormat(TimeParser times) {
    this.times = times;
  }

  @Override
  public boolean read(Line line, Draft draft) {
    byte[] b = line.bytes();
    int end = line.end();
    boolean bare = line.from() < end && Bytes.isDigit(b[line.from()]);
    int start = bare ? line.from() : behindFile(b, line.from(), end);
    if (start < 0 || !times.iso(b, start, end, line.zone()) || times.end() + 8 > end) {
      return false;
    }
    int pid = times.end() + 1;
    int pidEnd = Bytes.digitsEnd(b, pid, end);
    int level = Math.min(end, pidEnd + 1);
    int levelEnd = Bytes.tokenEnd(b, level, end);
    int severity = levelEnd - level < 4 ? 0 : Levels.severity(b, level, levelEnd);
    int logger = skipBlanks(b, levelEnd, end);
    int loggerEnd = Bytes.tokenEnd(b, logger, end);
    int request = skipBlanks(b, loggerEnd, end);
    if (pidEnd == pid || severity == 0 || request >= end || b[request] != '[') {
      return false;
    }
    int close = Bytes.indexOf(b, request, end, ']');
    if (close < 0) {
      return false;
    }
    draft.time(times.nanos());
    draft.parsed("openstack");
    draft.severity(severity);
    draft.attribute("process.pid", Bytes.number(b, pid, pidEnd));
    draft.event().setLogger(Bytes.text(b, logger, loggerEnd));
    if (start > line.from()) {
      draft.attribute("log.file.name", Bytes.text(b, line.from(), start - 1));
    }
    context(b, request + 1, close, draft);
    int text = skipBlanks(b, close + 1, end);
    draft.event().setMessage(line.text(text));
    served(b, text, end, draft);
    return true;
  }

  /** Behind {@code nova-api.log.1 }, or -1. */
  static int behindFile(byte[] b, int from, int end) {
    int space = Bytes.tokenEnd(b, from, Math.min(end, from + FILE_BYTES_MAX));
    boolean file = space < end && Bytes.indexOf(b, from, space, ".log") > 0;
    return file && b[space] == ' ' ? space + 1 : -1;
  }

  private static void context(byte[] b, int from, int to, Draft draft) {
    Tokens words = Tokens.of(b, from, to, 3);
    words.attribute("openstack.request_id", 0, draft);
    words.attribute("user.id", 1, draft);
    words.attribute("openstack.project_id", 2, draft);
  }

  /** {@code 192.0.2.1 "GET /path HTTP/1.1" status: 200 len: 1893 time: 0.2477829}. */
  private static void served(byte[] b, int from, int end, Draft draft) {
    if (from >= end || !Bytes.isDigit(b[from])) {
      return;
    }
    Tokens words = Tokens.of(b, from, end, 8);
    long status = words.number(3);
    if (words.count() < 8 || words.first(1) != '"' || !words.is(2, "status:") || status < 100) {
      return;
    }
    draft.event().setClientIp(words.text(0));
    AccessRequest.read(b, words.start(1) + 1, words.end(1) - 1, draft);
    draft.event().setHttpStatusCode((int) Math.min(status, 599));
    words.number("http.response.bytes", 5, draft);
    AccessRequest.duration(b, words.start(7), words.end(7), draft);
  }
}
