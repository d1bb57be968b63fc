// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import backbone.schema.LogEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares the events that the engine reads in a library's lines with those that were logged. */
final class LoggerScore {

  private static final String[] MESSAGES = {
    "Order placed",
    "Slow query: took=1.5s for \"select\"",
    "\uc8fc\ubb38 \uc644\ub8cc",
    "Payment failed",
    "Traced call",
    "Last one"
  };
  private static final String[] LEVELS = {"info", "warn", "debug", "error", "info", "error"};
  private static final Map<String, Object> FIELDS =
      Map.of("orderId", "A-1001", "amount", 12.5, "items", 3L, "paid", true);

  private final LoggerLayout layout;
  private final LoggerRun run;
  private final List<String> faults = new ArrayList<>();
  private int compared;
  private int missing;
  private int wrong;

  LoggerScore(LoggerLayout layout, LoggerRun run) {
    this.layout = layout;
    this.run = run;
  }

  LoggerScore judge(List<LogEvent> events) {
    value("number of events", MESSAGES.length, events.size());
    for (int i = 0; i < Math.min(MESSAGES.length, events.size()); i++) {
      common(i, events.get(i));
      fields(i, events.get(i));
      error(i, events.get(i));
    }
    return this;
  }

  int compared() {
    return compared;
  }

  int right() {
    return compared - missing - wrong;
  }

  int wrong() {
    return wrong;
  }

  /** One row of the report, and one line for each fault. */
  @Override
  public String toString() {
    String row =
        "%-30s %4d %4d %4d %4d".formatted(layout.file(), compared, right(), missing, wrong);
    return faults.isEmpty() ? row : row + "\n    " + String.join("\n    ", faults);
  }

  private void common(int i, LogEvent event) {
    time(event);
    value("message", MESSAGES[i], event.getMessage());
    value("level", layout.tells("level") ? level(i) : null, event.getLevel());
    value("logger", layout.logger(), event.getLogger());
    value("service", layout.tells("service") ? "orders" : null, event.getServiceName());
    boolean traced = layout.tells("ids") && MESSAGES[i].startsWith("Traced");
    value("trace", traced ? "4bf92f3577b34da6a3ce929d0e0e4736" : null, event.getTraceId());
    value("span", traced ? "00f067aa0ba902b7" : null, event.getSpanId());
  }

  /** A library without a level for debugging writes that event as information. */
  private String level(int i) {
    return layout.tells("no-debug") && LEVELS[i].equals("debug") ? "info" : LEVELS[i];
  }

  private void time(LogEvent event) {
    boolean told = !event.getParseFlags().contains("time-from-arrival");
    if (layout.stepNanos() == 0 || !told) {
      value("time", layout.stepNanos() == 0 ? null : "some", told ? "some" : null);
      return;
    }
    long nanos = event.getEventTimeUnixNano();
    long first = Math.floorDiv(run.beganNanos(), layout.stepNanos()) * layout.stepNanos();
    boolean within = nanos >= first && nanos <= run.endedNanos();
    value("time", "within the run", within ? "within the run" : Captured.time(event));
  }

  private void fields(int i, LogEvent event) {
    if (i > 0 || !(layout.tells("fields") || layout.tells("pairs"))) {
      return;
    }
    Map<String, Object> attributes = Captured.attributes(event);
    FIELDS.forEach(
        (key, expected) -> {
          Object value = attributes.get(layout.above() + key);
          boolean typed = layout.tells("fields");
          value(key, typed ? expected : text(expected), typed ? value : text(value));
        });
  }

  private void error(int i, LogEvent event) {
    boolean failed = MESSAGES[i].startsWith("Payment");
    value("error type", failed ? layout.error() : null, event.getErrorType());
    boolean told = failed && (layout.tells("error") || layout.error() != null);
    value("error message", told ? "card refused: limit" : null, event.getErrorMessage());
    String stack = event.getErrorStackTrace();
    if (failed && layout.tells("stack")) {
      value("stack", "whole", isWhole(stack) ? "whole" : stack);
    }
  }

  private boolean isWhole(String stack) {
    if (stack == null || stack.contains("Traced call")) {
      return false;
    }
    return switch (layout.file().substring(0, layout.file().indexOf('-'))) {
      case "java" -> stack.startsWith("java.lang.Ill") && stack.contains("IOException: reset\n\t");
      case "python" -> stack.contains("KeyError: 'reset'") && stack.endsWith("card refused: limit");
      case "node" -> stack.startsWith("TypeError: card refused: limit\n    at failure");
      default -> stack.contains("runtime.main\n\t");
    };
  }

  private static String text(Object value) {
    // The texts of a truth and of a number are as the language writes them.
    return value == null ? null : value.toString().toLowerCase(java.util.Locale.ROOT);
  }

  private void value(String field, Object expected, Object actual) {
    if (expected == null && actual == null) {
      return;
    }
    compared++;
    if (!Objects.equals(expected, actual)) {
      missing += actual == null ? 1 : 0;
      wrong += actual == null ? 0 : 1;
      faults.add(field + ": " + expected + " was " + actual);
    }
  }
}
