// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import backbone.engine.normalize.envelopes.ComposeFormat;
import backbone.engine.normalize.envelopes.CriFormat;
import backbone.engine.normalize.envelopes.LogstashFormat;
import backbone.engine.normalize.envelopes.Syslog5424Format;
import backbone.engine.normalize.envelopes.SyslogFormat;
import backbone.engine.normalize.envelopes.TaiFormat;
import backbone.engine.normalize.event.Draft;
import backbone.engine.normalize.event.Format;
import backbone.engine.normalize.event.Payload;
import backbone.engine.normalize.event.TraceSearch;
import backbone.engine.normalize.keys.JsonFormat;
import backbone.engine.normalize.keys.LogfmtFormat;
import backbone.engine.normalize.keys.PairTail;
import backbone.engine.normalize.lines.StackTraces;
import backbone.engine.normalize.loggers.BracketTimeFormat;
import backbone.engine.normalize.loggers.BracketedFormat;
import backbone.engine.normalize.loggers.DashLayout;
import backbone.engine.normalize.loggers.GlogFormat;
import backbone.engine.normalize.loggers.GoLayout;
import backbone.engine.normalize.loggers.JulFormat;
import backbone.engine.normalize.loggers.LevelBracketFormat;
import backbone.engine.normalize.loggers.LevelColonLayout;
import backbone.engine.normalize.loggers.LevelFirstFormat;
import backbone.engine.normalize.loggers.LogbackLayout;
import backbone.engine.normalize.loggers.LogcatFormat;
import backbone.engine.normalize.loggers.NamedLayout;
import backbone.engine.normalize.loggers.PipeLayout;
import backbone.engine.normalize.loggers.ShortLevelLayout;
import backbone.engine.normalize.loggers.StructlogLayout;
import backbone.engine.normalize.loggers.TabLayout;
import backbone.engine.normalize.loggers.TimedFormat;
import backbone.engine.normalize.loggers.TomcatLayout;
import backbone.engine.normalize.loggers.TracingLayout;
import backbone.engine.normalize.servers.AccessFormat;
import backbone.engine.normalize.servers.ApacheErrorFormat;
import backbone.engine.normalize.servers.DatedServers;
import backbone.engine.normalize.servers.ElasticsearchFormat;
import backbone.engine.normalize.servers.EnvoyFormat;
import backbone.engine.normalize.servers.HaproxyFormat;
import backbone.engine.normalize.servers.HaproxyNoticeFormat;
import backbone.engine.normalize.servers.MySqlBannerFormat;
import backbone.engine.normalize.servers.MySqlSlowFormat;
import backbone.engine.normalize.servers.OpenStackFormat;
import backbone.engine.normalize.servers.PostgresFormat;
import backbone.engine.normalize.servers.RedisFormat;
import backbone.engine.normalize.servers.ServerJson;
import backbone.engine.normalize.servers.W3cFormat;
import backbone.engine.normalize.text.Ansi;
import backbone.engine.normalize.text.Bytes;
import backbone.engine.normalize.text.Line;
import backbone.engine.normalize.times.TimeParser;
import java.util.Arrays;

/**
 * Finds the format of a line: the first byte leaves few, and of these the first that fits is taken.
 * The order is fixed, so a line's result never depends on the lines before it.
 */
final class Formats {

  private static final String DIGITS = "0123456789";
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

  private final UserFormats users;
  private final Payload payload;
  private final Format json;
  private final Format text;
  private final ServerJson serverJson;

  /** By first byte; what begins with none of these is read by {@link #others}. */
  private final Format[][] candidates = new Format[128][];

  private final Format[] others;

  Formats(UserFormats users) {
    this(0, users);
  }

  /** Those for lines that lie in so many envelopes. */
  Formats(int depth, UserFormats users) {
    this.users = users;
    TimeParser times = new TimeParser();
    payload = new Payload(depth, new InnerFormats(depth + 1, users));
    json = new JsonFormat(times, payload);
    text = new TextFormat(times);
    PairTail tail = new PairTail(times, payload);
    Format access = new AccessFormat(times);
    Format syslog = new SyslogFormat(times, payload);
    Format haproxy = new HaproxyFormat(times);
    Format postgres = new PostgresFormat(times);
    Format redis = new RedisFormat();
    Format compose = new ComposeFormat(times, payload);
    serverJson = new ServerJson(times);
    others = new Format[] {syslog, access, haproxy, compose, new OpenStackFormat(times)};
    // Servers come first, as single bytes tell them before anything is parsed.
    begins("[", new ElasticsearchFormat(times), new EnvoyFormat(times), redis);
    begins("[", new ApacheErrorFormat(times), new HaproxyNoticeFormat());
    begins("[", new BracketedFormat(times), new BracketTimeFormat(times));
    begins("[", new LevelBracketFormat(new StructlogLayout(tail)));
    begins("@", new TaiFormat(times, payload));
    begins("<", new Syslog5424Format(times, payload), syslog, postgres);
    begins("#", new MySqlSlowFormat(times), new W3cFormat(times));
    begins(DIGITS, new CriFormat(times, payload), new DatedServers(times, postgres), redis);
    begins(DIGITS, timed(times, tail), access, syslog);
    begins(DIGITS, new LogstashFormat(times, payload), new LogcatFormat(times));
    begins(DIGITS, haproxy, postgres);
    begins(MySqlBannerFormat.FIRSTS, new MySqlBannerFormat());
    begins(LETTERS, new LogfmtFormat(times, payload));
    begins(GlogFormat.FIRSTS, new GlogFormat(times, tail));
    begins(JulFormat.FIRSTS, new JulFormat(times));
    begins(LevelFirstFormat.FIRSTS, new LevelFirstFormat(times, tail));
    begins(LETTERS + "/", others);
  }

  private Format timed(TimeParser times, PairTail tail) {
    return new TimedFormat(
        times,
        new PipeLayout(),
        new TabLayout(times, payload),
        new DashLayout(),
        new StructlogLayout(tail),
        new ShortLevelLayout(tail),
        new GoLayout(tail),
        new TracingLayout(tail),
        new TomcatLayout(),
        new LogbackLayout(),
        new NamedLayout(),
        new LevelColonLayout());
  }

  /** Adds formats for lines that begin with one of these, behind those that are there. */
  private void begins(String firsts, Format... formats) {
    for (int i = 0; i < firsts.length(); i++) {
      char first = firsts.charAt(i);
      Format[] known = candidates[first] == null ? new Format[0] : candidates[first];
      Format[] all = Arrays.copyOf(known, known.length + formats.length);
      System.arraycopy(formats, 0, all, known.length, formats.length);
      candidates[first] = all;
    }
  }

  /** Reads lines that others have put into something. */
  Payload payload() {
    return payload;
  }

  /** Reads an item, its first line by its format and the lines behind as the rest of an error. */
  void read(Line item, Draft draft) {
    readPlain(Ansi.plain(item), draft);
  }

  private void readPlain(Line item, Draft draft) {
    byte[] b = item.bytes();
    int start = Bytes.skipSpace(b, item.from(), item.to());
    if (start < item.to() && b[start] == '{') {
      Line object = new Line(b, start, item.end(), item.to(), item.zone(), item.arrivalMs());
      json.read(object, draft);
      serverJson.refine(object, draft);
    } else {
      layout(item, draft);
      if (draft.event().getTraceId() == null) {
        TraceSearch.find(b, item.from(), item.end(), draft);
      }
    }
    int rest = Math.min(draft.restFrom(item.end()), item.to());
    if (rest < item.to()) {
      StackTraces.read(b, restLine(b, rest, item.to()), item.to(), draft);
    }
  }

  private void layout(Line line, Draft draft) {
    if (users.any() && !CriFormat.isMeant(line) && users.read(line, draft)) {
      return;
    }
    for (Format format : candidates(line)) {
      if (format.read(line, draft)) {
        return;
      }
    }
    text.read(line, draft);
  }

  private Format[] candidates(Line line) {
    int first = line.from() < line.end() ? line.bytes()[line.from()] : 0;
    return first < 0 || candidates[first] == null ? others : candidates[first];
  }

  /** Behind the line end that the rest begins with. */
  private static int restLine(byte[] b, int from, int to) {
    int at = from;
    while (at < to && (b[at] == '\r' || b[at] == '\n')) {
      at++;
    }
    return at;
  }
}
