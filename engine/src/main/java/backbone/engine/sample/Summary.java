// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

/**
 * What policies need to know of some spans of one trace. Merging is commutative and associative, so
 * the order of fragments does not matter. In hand here as fields, at rest as a row.
 */
final class Summary {

  /** Bits 0 to 2 of the flags: a span has this status code. */
  static final int STATUS_MASK = 7;

  static final int STATUS_ERROR = 1 << 2;
  static final int ROOT = 1 << 3;

  private static final int STATUS_CODE_MAX = 2;

  private final Rows rows;
  private final Names names;

  int spans;
  int flags;
  long bytes;
  long start;
  long end;
  long rootStart;
  long rootId;
  String service = "";
  String name = "";
  String team = "";
  String env = "";
  String region = "";

  Summary(Rows rows, Names names) {
    this.rows = rows;
    this.names = names;
  }

  void clear() {
    spans = 0;
    flags = 0;
    bytes = 0;
    start = 0;
    end = 0;
    rootStart = 0;
    rootId = 0;
    service = "";
    name = "";
    team = "";
    env = "";
    region = "";
  }

  /** Takes a span's times and status; times that are not set, or before 1970, do not count. */
  void span(long startNano, long endNano, int statusCode) {
    spans++;
    flags |= statusCode >= 0 && statusCode <= STATUS_CODE_MAX ? 1 << statusCode : 1;
    start = earlier(start, startNano);
    end = Math.max(end, endNano);
  }

  /** Reads a row. */
  void load(int row) {
    spans = rows.upper(row, Rows.SPANS_FLAGS);
    flags = rows.lower(row, Rows.SPANS_FLAGS);
    bytes = rows.get(row, Rows.BYTES);
    start = rows.get(row, Rows.START);
    end = rows.get(row, Rows.END);
    rootStart = rows.get(row, Rows.ROOT_START);
    rootId = rows.get(row, Rows.ROOT_ID);
    service = names.text(rows.upper(row, Rows.SERVICE_NAME));
    name = names.text(rows.lower(row, Rows.SERVICE_NAME));
    team = names.text(rows.upper(row, Rows.TEAM_ENV));
    env = names.text(rows.lower(row, Rows.TEAM_ENV));
    region = names.text(rows.upper(row, Rows.REGION_ORDER));
  }

  /** Adds all this to what a row holds, which may be nothing. */
  void mergeInto(int row) {
    int spansBefore = rows.upper(row, Rows.SPANS_FLAGS);
    int flagsBefore = rows.lower(row, Rows.SPANS_FLAGS);
    rows.set(row, Rows.BYTES, rows.get(row, Rows.BYTES) + bytes);
    rows.set(row, Rows.START, earlier(rows.get(row, Rows.START), start));
    rows.set(row, Rows.END, Math.max(rows.get(row, Rows.END), end));
    if (spans > 0 && (spansBefore == 0 || leads(row, flagsBefore))) {
      writeRoot(row);
    }
    int all = (int) Math.min((long) spansBefore + spans, Integer.MAX_VALUE);
    rows.set(row, Rows.SPANS_FLAGS, Rows.pair(all, flagsBefore | flags));
  }

  /** Lets go of the texts of a row that is about to be released. */
  void forget(int row) {
    names.release(rows.upper(row, Rows.SERVICE_NAME));
    names.release(rows.lower(row, Rows.SERVICE_NAME));
    names.release(rows.upper(row, Rows.TEAM_ENV));
    names.release(rows.lower(row, Rows.TEAM_ENV));
    names.release(rows.upper(row, Rows.REGION_ORDER));
  }

  TraceSummary toTraceSummary() {
    boolean error = (flags & STATUS_ERROR) != 0;
    boolean root = (flags & ROOT) != 0;
    return new TraceSummary(
        service, name, team, env, region, spans, bytes, error, root, start, end);
  }

  /** A root leads before any other span, then the earliest start, then the smallest id. */
  private boolean leads(int row, int flagsBefore) {
    if (((flags ^ flagsBefore) & ROOT) != 0) {
      return (flags & ROOT) != 0;
    }
    int order = Long.compare(rootStart, rows.get(row, Rows.ROOT_START));
    if (order == 0) {
      order = Long.compareUnsigned(rootId, rows.get(row, Rows.ROOT_ID));
    }
    return order < 0 || (order == 0 && compareTexts(row) < 0);
  }

  /** Clients repeat spans and some share ids between services: also then one of the two leads. */
  private int compareTexts(int row) {
    int order = service.compareTo(names.text(rows.upper(row, Rows.SERVICE_NAME)));
    order = order != 0 ? order : name.compareTo(names.text(rows.lower(row, Rows.SERVICE_NAME)));
    order = order != 0 ? order : team.compareTo(names.text(rows.upper(row, Rows.TEAM_ENV)));
    order = order != 0 ? order : env.compareTo(names.text(rows.lower(row, Rows.TEAM_ENV)));
    return order != 0 ? order : region.compareTo(names.text(rows.upper(row, Rows.REGION_ORDER)));
  }

  private void writeRoot(int row) {
    forget(row);
    rows.set(row, Rows.ROOT_START, rootStart);
    rows.set(row, Rows.ROOT_ID, rootId);
    rows.set(row, Rows.SERVICE_NAME, Rows.pair(names.hold(service), names.hold(name)));
    rows.set(row, Rows.TEAM_ENV, Rows.pair(names.hold(team), names.hold(env)));
    rows.upper(row, Rows.REGION_ORDER, names.hold(region));
  }

  private static long earlier(long a, long b) {
    if (a <= 0 || b <= 0) {
      return Math.max(0, Math.max(a, b));
    }
    return Math.min(a, b);
  }
}
