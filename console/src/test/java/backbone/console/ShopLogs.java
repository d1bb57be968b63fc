// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.console;

import backbone.schema.LogEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Events of a small shop in which, half way, tokens begin to be refused. */
final class ShopLogs {

  static final String MARKUP =
      "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>";
  static final List<String> PAYMENT_FORMS =
      List.of("결제가 거절됨", "결제를 다시 시도", "신용결제 승인", "결제실패 코드 51", "재결제 요청");

  /** A trace that sampling dropped; its lines are there all the same. */
  static final String DROPPED = "d".repeat(31) + "1";

  private static final Duration STEP = Duration.ofSeconds(5);

  private final List<LogEvent> events = new ArrayList<>();
  private final Random random = new Random(7);
  private long offset;

  private ShopLogs() {}

  /** Two hours of traffic that end at a time; the fault begins 20 minutes before the end. */
  static List<LogEvent> until(Instant end) {
    ShopLogs logs = new ShopLogs();
    Instant fault = end.minus(Duration.ofMinutes(20));
    for (Instant t = end.minus(Duration.ofHours(2)); t.isBefore(end); t = t.plus(STEP)) {
      logs.traffic(t, !t.isBefore(fault));
    }
    Instant last = end.minusSeconds(40);
    logs.add(last, "payment-service", "warn", "customer note: " + MARKUP);
    logs.add(last, "payment-service", "info", "color \u001b[31mred\u001b[0m and \u202egnp.exe");
    for (String form : PAYMENT_FORMS) {
      logs.add(last.plusMillis(logs.events.size() % 100), "payment-service", "info", form);
    }
    return logs.events;
  }

  /** One event as a service of the shop writes it. */
  static LogEvent event(Instant time, String service, String level, String message) {
    ShopLogs logs = new ShopLogs();
    logs.offset = time.toEpochMilli();
    logs.add(time, service, level, message);
    return logs.events.get(0);
  }

  /** Lines that the services wrote while the slow traces ran, each on its span. */
  static List<LogEvent> ofTraces(Instant end) {
    List<LogEvent> lines = new ArrayList<>();
    Instant redis = end.minusSeconds(300);
    lines.add(
        line(redis, 30, ShopTraces.SLOW_REDIS, 1, "order-service", "info", "order 48213 accepted"));
    lines.add(
        line(
            redis,
            34,
            ShopTraces.SLOW_REDIS,
            7,
            "payment-service",
            "info",
            "charging order 48213"));
    lines.add(
        line(
            redis,
            1216,
            ShopTraces.SLOW_REDIS,
            8,
            "payment-service",
            "warn",
            "redis GET session took 1180 ms " + MARKUP));
    lines.add(
        line(
            redis, 1245, ShopTraces.SLOW_REDIS, 7, "payment-service", "info", "charge authorised"));
    Instant stock = end.minusSeconds(200);
    lines.add(
        line(
            stock,
            1,
            ShopTraces.SLOW_INVENTORY,
            1,
            "order-service",
            "info",
            "order 48377 accepted"));
    lines.add(
        line(
            stock,
            2016,
            ShopTraces.SLOW_INVENTORY,
            4,
            "inventory-service",
            "warn",
            "stock query took 2004 ms, lock wait on table stock"));
    lines.add(
        line(
            end.minusSeconds(90),
            0,
            DROPPED,
            1,
            "order-service",
            "info",
            "order of a trace not kept"));
    return lines;
  }

  private static LogEvent line(
      Instant start, int ms, String trace, int span, String service, String level, String text) {
    LogEvent event = event(start.plusMillis(ms), service, level, text);
    event.setTraceId(trace);
    event.setSpanId(ShopTraces.spanId(span));
    event.setOriginId("trace" + trace.substring(28) + ":" + ms + ":" + span);
    return event;
  }

  private void traffic(Instant t, boolean fault) {
    int order = 10_000 + random.nextInt(90_000);
    add(t, "order-service", "info", "order " + order + " accepted, total 48.90 EUR");
    add(t.plusMillis(340), "inventory-service", "debug", "reserved 2 of sku SKU-" + order % 97);
    add(t.plusMillis(720), "payment-service", "info", "charge for order " + order + " authorised");
    if (random.nextInt(30) == 0) {
      add(
          t.plusMillis(800),
          "inventory-service",
          "warn",
          "stock below 5 for sku SKU-" + order % 97);
    }
    boolean refused = random.nextInt(100) < (fault ? 70 : 2);
    if (!refused) {
      add(t.plusMillis(910), "auth-service", "info", "login ok for user u" + order % 311);
      return;
    }
    add(t.plusMillis(910), "auth-service", "warn", "login failed for user u" + order % 311);
    LogEvent error =
        add(
            t.plusMillis(915),
            "auth-service",
            "error",
            "token rejected: expiry compared in seconds with milliseconds (TokenVerifier.java:88)");
    error.setErrorType("shop.auth.InvalidTokenException");
    error.setErrorMessage("token is expired");
    error.setErrorStackTrace(
        """
        shop.auth.InvalidTokenException: token is expired
        \tat shop.auth.TokenVerifier.verify(TokenVerifier.java:88)
        \tat shop.auth.LoginHandler.handle(LoginHandler.java:41)\
        """);
    error.setHttpMethod("POST");
    error.setUrlPath("/login");
    error.setHttpStatusCode(500);
  }

  private LogEvent add(Instant time, String service, String level, String message) {
    LogEvent event = new LogEvent();
    event.setParseFlags(List.of());
    event.setMaskCounts(List.of());
    event.setAttributes(List.of());
    event.setOriginId("shop%s:1:%012x".formatted(service.charAt(0), offset));
    event.setEventTimeUnixNano(time.toEpochMilli() * 1_000_000L + 123_456);
    event.setArrivalUnixMilli(time.toEpochMilli() + 300);
    event.setMessage(message);
    event.setLevel(level);
    event.setSeverity(severity(level));
    event.setServiceName(service);
    event.setHostName("shop-1");
    event.setFilePath("/var/log/shop/" + service + ".log");
    event.setFileOffset(offset);
    event.setTraceId("%032x".formatted(time.toEpochMilli() / 1000 * 7919));
    event.setLogger("shop." + service.replace("-service", "") + ".Handler");
    event.setEnv("prod");
    event.setRegion("kr");
    event.setTeam("shop");
    event.setParseFormat(service.startsWith("order") ? "json-ecs" : "logback");
    event.setParseStatus("ok");
    event.setRulesVersion("r1");
    offset += message.length() + 40;
    events.add(event);
    return event;
  }

  private static int severity(String level) {
    return switch (level) {
      case "debug" -> 5;
      case "info" -> 9;
      case "warn" -> 13;
      default -> 17;
    };
  }
}
