// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * All that a run gave.
 *
 * @param machine as it was before the run
 * @param versions of the programs that took part
 */
record Report(List<Row> rows, Machine machine, Map<String, String> versions) {

  private static final String LINE = "%-55s %12s %-11s %12s %-18s %7s  %-14s %-5s %s%n";

  /** Whether every bar is held and nothing of ours is lost. */
  boolean held() {
    return rows.stream().allMatch(Row::held);
  }

  /** A table and the conditions below it. */
  String text() {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            LINE,
            "what",
            "ours",
            "unit",
            "reference",
            "",
            "ratio",
            "bar",
            "held",
            "lost (ours/theirs/doubled)"));
    rows.forEach(row -> out.append(line(row)));
    out.append(
        String.format(
            Locale.ROOT,
            "%nmachine: %d cores, %s, %,d MB, Java %s, load %.2f before the run%s%n",
            machine.cores(),
            machine.cpu(),
            machine.memoryMb(),
            machine.java(),
            machine.load(),
            machine.busy() ? " (BUSY: repeat when it is idle)" : ""));
    versions.forEach((program, version) -> out.append(program + ": " + version + "\n"));
    return out.toString();
  }

  private static String line(Row row) {
    return String.format(
        LINE,
        row.name(),
        number(row.ours()),
        row.unit(),
        row.reference() == null ? "" : number(row.reference().figure()),
        row.reference() == null ? "" : row.reference().name(),
        row.reference() == null ? "" : String.format(Locale.ROOT, "%.3f", row.ratio()),
        row.bar(),
        row.bar().kind() == Bar.Kind.NONE ? "" : row.held() ? "yes" : "NO",
        lost(row.lost()));
  }

  private static String lost(Row.Lost lost) {
    return lost.ours() < 0
        ? ""
        : lost.ours() + "/" + (lost.theirs() < 0 ? "?" : lost.theirs()) + "/" + lost.doubled();
  }

  private static String number(double figure) {
    return String.format(Locale.ROOT, figure < 100 ? "%.2f" : "%,.0f", figure);
  }

  /** One JSON object. */
  String json() throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("held", held());
    all.put("rows", rows.stream().map(Report::fields).toList());
    all.put("machine", machine);
    all.put("busy", machine.busy());
    all.put("versions", versions);
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(all);
  }

  private static Map<String, Object> fields(Row row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", row.name());
    fields.put("unit", row.unit());
    fields.put("ours", row.ours());
    if (row.reference() != null) {
      fields.put("reference", row.reference().figure());
      fields.put("referenceName", row.reference().name());
      fields.put("ratio", row.ratio());
    }
    if (row.bar().kind() != Bar.Kind.NONE) {
      fields.put("bar", row.bar().toString());
      fields.put("held", row.held());
    }
    if (row.lost().ours() >= 0) {
      fields.put("lost", new ArrayList<>(List.of(row.lost().ours(), row.lost().theirs())));
      fields.put("doubled", row.lost().doubled());
    }
    return fields;
  }
}
