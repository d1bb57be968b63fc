// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a user has chosen on a dashboard, and how Grafana writes it into a query.
 *
 * @param values a text by name, or a list where several can be chosen
 */
record Variables(Map<String, Object> values) {

  /** A panel of usual width over an hour. */
  private static final Map<String, String> TIMES =
      Map.of("__rate_interval", "1m", "__interval", "15s", "__range", "1h");

  private static final String REGEX_SPECIAL = "[\\\\^$*+?.()|\\[\\]{}/]";
  private static final String LUCENE_SPECIAL = "[+\\-=&|><!(){}\\[\\]^\"~*?:/\\\\]";

  Variables with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new Variables(more);
  }

  String promql(String expr) {
    String filled = expr;
    for (Map.Entry<String, String> time : TIMES.entrySet()) {
      filled = filled.replace("$" + time.getKey(), time.getValue());
    }
    for (Map.Entry<String, Object> value : values.entrySet()) {
      filled = filled.replace("$" + value.getKey(), promql(value.getValue()));
    }
    return filled;
  }

  /** One value as it is, several as a regular expression. */
  private static String promql(Object value) {
    if (!(value instanceof List<?> list)) {
      return String.valueOf(value).replace("\\", "\\\\");
    }
    List<String> escaped =
        list.stream().map(v -> v.toString().replaceAll(REGEX_SPECIAL, "\\\\\\\\$0")).toList();
    return escaped.size() == 1 ? escaped.get(0) : "(" + String.join("|", escaped) + ")";
  }

  String lucene(String query) {
    String filled = query;
    for (Map.Entry<String, Object> value : values.entrySet()) {
      filled = filled.replace("$" + value.getKey(), lucene(value.getValue()));
    }
    return filled;
  }

  private static String lucene(Object value) {
    if (!(value instanceof List<?> list)) {
      return String.valueOf(value).replaceAll(LUCENE_SPECIAL, "\\\\$0");
    }
    return list.isEmpty()
        ? "__empty__"
        : list.stream().map(v -> "\"" + v + "\"").collect(Collectors.joining(" OR ", "(", ")"));
  }
}
