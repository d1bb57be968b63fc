// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Writes the same events with each layout of Spring Boot: java -cp JARS SpringLoggers.java FOLDER */
public class SpringLoggers {

  public static void main(String[] args) {
    write(args[0], "spring", Map.of());
    for (String format : new String[] {"ecs", "logstash", "gelf"}) {
      write(args[0], "spring-" + format, Map.of("logging.structured.format.file", format));
    }
  }

  private static void write(String folder, String name, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("spring.application.name", "orders");
    settings.put("spring.main.banner-mode", "off");
    settings.put("spring.main.log-startup-info", "false");
    settings.put("logging.level.root", "warn");
    settings.put("logging.level.shop", "debug");
    settings.put("logging.file.name", Path.of(folder, "java-" + name + ".log").toString());
    new SpringApplicationBuilder(SpringLoggers.class)
        .web(WebApplicationType.NONE).properties(settings).run().close();
    events(LoggerFactory.getLogger("shop.orders.Checkout"));
  }

  private static void events(Logger logger) {
    logger.atInfo().addKeyValue("orderId", "A-1001").addKeyValue("amount", 12.5)
        .addKeyValue("items", 3).addKeyValue("paid", true).log("Order placed");
    logger.warn("Slow query: took=1.5s for \"select\"");
    logger.debug("주문 완료");
    logger.error("Payment failed",
        new IllegalStateException("card refused: limit", new IOException("reset")));
    MDC.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
    MDC.put("spanId", "00f067aa0ba902b7");
    logger.info("Traced call");
    MDC.clear();
    logger.error("Last one");
  }
}
