// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize.servers;

import static backbone.engine.normalize.text.Bytes.digitsEnd;
import static backbone.engine.normalize.text.Bytes.isDigit;
import static backbone.engine.normalize.text.Bytes.isLetter;

import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Levels;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.ServerTimes;
import backbone.engine.normalize.times.TimeParser;

/**
 * Servers whose lines begin with a date in digits. What stands behind the time tells them apart
 * before anything is parsed, so that lines of others cost a look at a few bytes.
 */
public final class DatedServers implements Format {

  private static final int SHORTEST = 16;

  private final Format nginx;
  private final Format mysql;
  private final Format zookeeper;
  private final Format openstack;
  private final Format mongo;
  private final Format csv;
  private final Format w3c;
  private final Format hadoop;
  private final Format postgres;

  public DatedServers(TimeParser times, Format postgres) {
    this.postgres = postgres;
    ServerTimes serverTimes = new ServerTimes();
    nginx = new NginxErrorFormat(times);
    mysql = new MySqlErrorFormat(times, serverTimes);
    zookeeper = new ZookeeperFormat(times);
    openstack = new OpenStackFormat(times);
    mongo = new MongoTextFormat(times);
    csv = new PostgresCsvFormat(times);
    w3c = new W3cFormat(times);
    hadoop = new HadoopFormat(serverTimes);
  }

  @Override
  public boolean read(Line line, Draft draft) {
    Format format = line.end() - line.from() < SHORTEST ? null : of(line);
    return format != null && format.read(line, draft);
  }

  private Format of(Line line) {
    byte[] b = line.bytes();
    int from = line.from();
    if (b[from + 4] == '-' && b[from + 7] == '-') {
      return dashed(b, from, line.end());
    }
    if (b[from + 4] == '/') {
      return nginx;
    }
    if (b[from + 2] == '/' && b[from + 8] == ' ') {
      return hadoop;
    }
    return b[from + 6] == ' ' ? b[from + 9] == ':' ? mysql : hadoop : null;
  }

  private Format dashed(byte[] b, int from, int end) {
    if (b[from + 11] == ' ') {
      return mysql;
    }
    int at = Math.min(end, from + 19);
    at = at < end && (b[at] == '.' || b[at] == ',') ? digitsEnd(b, at + 1, end) : at;
    int offset = at < end && (b[at] == '-' || b[at] == '+') ? at + 1 : at;
    at = offset > at ? digitsEnd(b, offset, end) : at < end && b[at] == 'Z' ? at + 1 : at;
    if (at + 3 >= end || b[at] != ' ') {
      return null;
    }
    int next = b[at + 1];
    if (isDigit(next)) {
      return numbered(b, digitsEnd(b, at + 1, end), end);
    }
    return switch (next) {
      case '-', '+' -> isDigit(b[at + 2]) ? postgres : zookeeper;
      case '[' -> zookeeper;
      case 'm' -> mysql;
      case ':' -> w3c;
      default -> worded(b, at + 1, end);
    };
  }

  /** Behind a number: a level in brackets, a level, or the rest of an address. */
  private Format numbered(byte[] b, int at, int end) {
    if (at + 1 >= end) {
      return null;
    }
    if (b[at] == '.' || b[at] == ':') {
      return w3c;
    }
    return b[at] != ' ' ? null : b[at + 1] == '[' || b[at + 1] == ' ' ? mysql : openstack;
  }

  private Format worded(byte[] b, int at, int end) {
    if (b[at] == 'W' && b[at + 1] == '3') {
      return w3c;
    }
    if (b[at + 1] == ' ' || (isDigit(b[at + 1]) && b[at + 2] == ' ')) {
      return isLetter(b[at]) ? mongo : null;
    }
    return zoned(b, at, end);
  }

  /** PostgreSQL names the zone behind each time; a word of that length may be a level, too. */
  private Format zoned(byte[] b, int at, int end) {
    int zone = at;
    while (zone < end && zone - at < 6 && b[zone] >= 'A' && b[zone] <= 'Z') {
      zone++;
    }
    if (zone - at < 2 || zone - at > 5 || zone >= end) {
      return null;
    }
    if (b[zone] == ',') {
      return csv;
    }
    boolean behind = b[zone] == ':' || b[zone] == ' ';
    return behind && Levels.severity(b, at, zone) == 0 ? postgres : null;
  }
}
