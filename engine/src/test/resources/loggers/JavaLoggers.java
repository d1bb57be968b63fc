// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.layout.TTLLLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import co.elastic.logging.logback.EcsEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.SimpleFormatter;
import net.logstash.logback.encoder.LogstashEncoder;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.api.LayoutComponentBuilder;
import org.slf4j.Logger;

/** Writes the same events with each logging library of Java: java -cp JARS JavaLoggers.java FOLDER */
final class JavaLoggers {

  private static final String NAME = "shop.orders.Checkout";
  private static final String SLOW = "Slow query: took=1.5s for \"select\"";
  private static Path folder;

  public static void main(String[] args) throws Exception {
    folder = Path.of(args[0]);
    logbackAll();
    log4jAll();
    jul();
    throw failure();
  }

  private static RuntimeException failure() {
    return new IllegalStateException("card refused: limit", new IOException("reset"));
  }

  private static void logbackAll() {
    logback("logback", new LayoutWrappingEncoder<>(), null);
    logback("logback-manual", new PatternLayoutEncoder(), "%d [%thread] %-5level %logger{36} - %msg%n");
    logback("logback-logstash", new LogstashEncoder(), null);
    EcsEncoder ecs = new EcsEncoder();
    ecs.setServiceName("orders");
    logback("logback-ecs", ecs, null);
  }

  private static void logback(String name, Encoder<ILoggingEvent> encoder, String pattern) {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new ch.qos.logback.classic.util.LogbackMDCAdapter());
    if (encoder instanceof PatternLayoutEncoder layouts) {
      layouts.setPattern(pattern);
    } else if (encoder instanceof LayoutWrappingEncoder<ILoggingEvent> plain) {
      TTLLLayout layout = new TTLLLayout();
      layout.setContext(context);
      layout.start();
      plain.setLayout(layout);
    }
    encoder.setContext(context);
    encoder.start();
    FileAppender<ILoggingEvent> file = new FileAppender<>();
    file.setContext(context);
    file.setFile(folder.resolve("java-" + name + ".log").toString());
    file.setEncoder(encoder);
    file.start();
    ch.qos.logback.classic.Logger logger = context.getLogger(NAME);
    logger.setLevel(Level.DEBUG);
    logger.addAppender(file);
    events(logger, context);
    context.stop();
  }

  private static void events(Logger logger, LoggerContext context) {
    logger.atInfo().addKeyValue("orderId", "A-1001").addKeyValue("amount", 12.5)
        .addKeyValue("items", 3).addKeyValue("paid", true).log("Order placed");
    logger.warn(SLOW);
    logger.debug("주문 완료");
    logger.error("Payment failed", failure());
    context.getMDCAdapter().put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
    context.getMDCAdapter().put("spanId", "00f067aa0ba902b7");
    logger.info("Traced call");
    context.getMDCAdapter().clear();
    logger.error("Last one");
  }

  private static void log4jAll() {
    ConfigurationBuilder<?> builder = ConfigurationBuilderFactory.newConfigurationBuilder();
    log4j("log4j2", builder.newLayout("PatternLayout")
        .addAttribute("pattern", "%d{HH:mm:ss.SSS} [%t] %-5level %logger{36} - %msg%n"));
    log4j("log4j2-iso", builder.newLayout("PatternLayout")
        .addAttribute("pattern", "%d %-5p [%t] %c{1}:%L - %m%n"));
    log4j("log4j2-ecs", template(builder, "EcsLayout"));
    log4j("log4j2-logstash", template(builder, "LogstashJsonEventLayoutV1"));
    log4j("log4j2-gelf", template(builder, "GelfLayout"));
    log4j("log4j2-json", template(builder, "JsonLayout"));
  }

  private static LayoutComponentBuilder template(ConfigurationBuilder<?> builder, String name) {
    return builder.newLayout("JsonTemplateLayout")
        .addAttribute("eventTemplateUri", "classpath:" + name + ".json");
  }

  private static void log4j(String name, LayoutComponentBuilder layout) {
    ConfigurationBuilder<?> builder = ConfigurationBuilderFactory.newConfigurationBuilder();
    builder.add(builder.newAppender("file", "File")
        .addAttribute("fileName", folder.resolve("java-" + name + ".log").toString()).add(layout));
    builder.add(builder.newRootLogger("debug").add(builder.newAppenderRef("file")));
    org.apache.logging.log4j.core.LoggerContext context = Configurator.initialize(builder.build(false));
    org.apache.logging.log4j.Logger logger = context.getLogger(NAME);
    logger.info("Order placed");
    logger.warn(SLOW);
    logger.debug("주문 완료");
    logger.error("Payment failed", failure());
    org.apache.logging.log4j.ThreadContext.put("trace.id", "4bf92f3577b34da6a3ce929d0e0e4736");
    org.apache.logging.log4j.ThreadContext.put("span.id", "00f067aa0ba902b7");
    logger.info("Traced call");
    org.apache.logging.log4j.ThreadContext.clearAll();
    logger.error("Last one");
    Configurator.shutdown(context);
  }

  private static void jul() throws IOException {
    FileHandler file = new FileHandler(folder.resolve("java-jul.log").toString());
    file.setFormatter(new SimpleFormatter());
    file.setEncoding("UTF-8");
    java.util.logging.Logger logger = java.util.logging.Logger.getLogger(NAME);
    logger.setUseParentHandlers(false);
    logger.setLevel(java.util.logging.Level.ALL);
    logger.addHandler(file);
    logger.info("Order placed");
    logger.warning(SLOW);
    logger.fine("주문 완료");
    logger.log(java.util.logging.Level.SEVERE, "Payment failed", failure());
    logger.info("Traced call");
    logger.severe("Last one");
    file.close();
  }
}
