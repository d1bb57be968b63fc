// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import backbone.engine.rules.YamlNode;
import backbone.engine.rules.YamlProblems;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The types of policies with their settings; the form is that of the Collector where it has one.
 */
final class PolicyTypes {

  private static final Map<String, Set<String>> SETTINGS =
      Map.of(
          "always_sample", Set.of(),
          "status_code", Set.of("status_codes"),
          "latency", Set.of("threshold_ms", "upper_threshold_ms"),
          "probabilistic", Set.of("sampling_percentage"),
          "span_count", Set.of("min_spans", "max_spans"),
          "new_operation", Set.of(),
          "first_per_service", Set.of("traces", "per"));

  private static final List<String> STATUS_CODES = List.of("UNSET", "OK", "ERROR");
  private static final long LATENCY_MS_MAX = 86_400_000;
  private static final int NAME_LENGTH_MAX = 100;

  /** More digits than the threshold has bits say nothing, and cost memory. */
  private static final int SCALE_MAX = 30;

  private static final int TRACES_MAX = 1_000_000;
  private static final int TRACES_DEFAULT = 5;
  private static final long PER_MS_DEFAULT = 60_000;
  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})(ms|s|m|h)");
  private static final Map<String, Long> UNIT_MS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);

  private final YamlNode settings;
  private final YamlProblems problems;

  private PolicyTypes(YamlNode settings, YamlProblems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /** A policy, or null when something is wrong with it, which then stands in the problems. */
  static Policy read(YamlNode node, YamlProblems problems) {
    if (node.fields() == null) {
      problems.add(node, "a policy is a map. Give it a name and a type.");
      return null;
    }
    String name = text(node, "name", problems);
    String type = text(node, "type", problems);
    if (name == null || type == null) {
      return null;
    }
    if (!SETTINGS.containsKey(type)) {
      String known = YamlProblems.oneOf(SETTINGS.keySet());
      String shown = YamlProblems.shown(type);
      problems.add(
          node.fields().get("type"), "the policy type '" + shown + "' is not known. " + known);
      return null;
    }
    problems.refuseUnknown(node, Set.of("name", "type", type));
    YamlNode settings = node.fields().get(type);
    if (settings == null || settings.fields() == null) {
      settings = new YamlNode(null, null, Map.of(), node.line(), node.column());
    }
    problems.refuseUnknown(settings, SETTINGS.get(type));
    return new PolicyTypes(settings, problems).make(name, type);
  }

  private static String text(YamlNode node, String key, YamlProblems problems) {
    YamlNode value = node.fields().get(key);
    String text = value == null ? null : value.text();
    if (text == null || text.isBlank() || text.length() > NAME_LENGTH_MAX) {
      problems.add(
          value == null ? node : value,
          "the policy has no good " + key + ". Give it one of 1 to 100 characters.");
      return null;
    }
    return text;
  }

  private Policy make(String name, String type) {
    return switch (type) {
      case "always_sample" -> new Policy.AlwaysSample(name);
      case "status_code" -> new Policy.StatusCode(name, statusCodes());
      case "latency" ->
          new Policy.Latency(name, number("threshold_ms"), number("upper_threshold_ms"));
      case "probabilistic" -> Policy.Probabilistic.ofPercent(name, percent());
      case "span_count" -> spanCount(name);
      case "new_operation" -> new Policy.NewOperation(name);
      case "first_per_service" -> firstPerService(name);
      default -> throw new IllegalStateException("a type without a maker: " + type);
    };
  }

  private long number(String key) {
    return problems.number(settings, key, 0, LATENCY_MS_MAX);
  }

  private Policy spanCount(String name) {
    int min = (int) problems.number(settings, "min_spans", 0, Integer.MAX_VALUE);
    int max = (int) problems.number(settings, "max_spans", 0, Integer.MAX_VALUE);
    return new Policy.SpanCount(name, min, max);
  }

  private Policy firstPerService(String name) {
    int traces = (int) problems.number(settings, "traces", TRACES_DEFAULT, TRACES_MAX);
    YamlNode per = settings.fields().get("per");
    long perMs = per == null ? PER_MS_DEFAULT : duration(per);
    return new Policy.FirstPerService(name, traces, perMs, traces);
  }

  private long duration(YamlNode node) {
    Matcher matcher = DURATION.matcher(String.valueOf(node.text()));
    if (!matcher.matches()) {
      problems.add(
          node, "per is " + YamlProblems.shown(node.text()) + ". Use a time such as 30s or 1m.");
      return PER_MS_DEFAULT;
    }
    return Long.parseLong(matcher.group(1)) * UNIT_MS.get(matcher.group(2));
  }

  private BigDecimal percent() {
    YamlNode node = settings.fields().get("sampling_percentage");
    try {
      BigDecimal percent = node == null ? null : YamlProblems.decimal(node);
      if (percent != null && percent.scale() <= SCALE_MAX && inPercent(percent)) {
        return percent;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number out of range.
    }
    problems.add(
        node == null ? settings : node,
        "sampling_percentage is "
            + (node == null ? "missing" : YamlProblems.shown(node.text()))
            + ". Use a number from 0 to 100.");
    return BigDecimal.ZERO;
  }

  private static boolean inPercent(BigDecimal value) {
    return value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(100)) <= 0;
  }

  private int statusCodes() {
    YamlNode node = settings.fields().get("status_codes");
    if (node == null || node.items() == null || node.items().isEmpty()) {
      problems.add(
          node == null ? settings : node, "status_codes is empty. List some of OK, ERROR, UNSET.");
      return 0;
    }
    int codes = 0;
    for (YamlNode item : node.items()) {
      int code = STATUS_CODES.indexOf(String.valueOf(item.text()));
      if (code < 0) {
        String shown = YamlProblems.shown(item.text());
        problems.add(item, "the status code '" + shown + "' is not known. Use OK, ERROR or UNSET.");
      } else {
        codes |= 1 << code;
      }
    }
    return codes;
  }
}
