// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import backbone.schema.LogEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logging libraries themselves log known events, and every field is compared. */
class RealLoggersIT {

  private static final Path SOURCES =
      Path.of(System.getProperty("backbone.root", ".."), "engine/src/test/resources/loggers");

  @TempDir private Path folder;

  @Test
  void readsAllFields_whenNodeLogs() throws Exception {
    Path modules = LoggerRun.peers().resolve("node_modules");
    Path[] needed = {
      modules.resolve("pino"), modules.resolve("bunyan"), modules.resolve("winston")
    };
    LoggerRun run =
        run("Node.js with pino, bunyan and winston", needed, "node", source("node-loggers.js"));

    judge(
        run,
        """
        node-pino.log           | ms | shop.orders | TypeError | level fields ids stack
        node-pino-iso.log       | ms | shop.orders | TypeError | level fields ids stack
        node-bunyan.log         | ms | shop.orders | TypeError | level fields ids stack
        node-winston.log        | -  | -           | TypeError | level fields ids stack
        node-winston-time.log   | ms | -           | TypeError | level fields ids stack
        node-winston-printf.log | ms | -           | TypeError | level stack
        """);
    diedOf(run, "TypeError", "    at failure");
  }

  @Test
  void readsAllFields_whenPythonLogs() throws Exception {
    Path python = LoggerRun.peers().resolve("python");
    Path[] needed = {
      python.resolve("bin/python3"), packageOf(python, "structlog"), packageOf(python, "loguru")
    };
    LoggerRun run =
        run(
            "Python with structlog and loguru",
            needed,
            needed[0].toString(),
            source("python_loggers.py"));

    judge(
        run,
        """
        python-basic.log            | -  | shop.orders    | ValueError | level stack
        python-dashes.log           | ms | shop.orders    | ValueError | level stack
        python-brackets.log         | ms | shop.orders    | ValueError | level stack
        python-level-only.log       | ms | -              | ValueError | level stack
        python-django.log           | ms | python_loggers | ValueError | level stack
        python-flask.log            | ms | python_loggers | ValueError | level stack
        python-json.log             | -  | -              | ValueError | fields ids stack
        python-json-more.log        | ms | shop.orders    | ValueError | level fields ids stack
        python-structlog.log        | s  | -              | ValueError | level pairs ids stack
        python-structlog-json.log   | ms | -              | ValueError | level fields ids stack
        python-structlog-logfmt.log | ms | -              | -          | level pairs ids
        python-loguru.log           | ms | __main__       | ValueError | level stack
        python-loguru-verbose.log   | ms | __main__       | ValueError | level stack
        python-loguru-json.log      | ms | __main__       | ValueError | level fields ids stack record.extra
        """);
    diedOf(run, "ValueError", "KeyError: 'reset'");
  }

  @Test
  void readsAllFields_whenGoLogs() throws Exception {
    Path program = LoggerRun.peers().resolve("go-loggers");
    LoggerRun run = run("go-loggers", new Path[] {program}, program.toString());

    judge(
        run,
        """
        go-log.log             | s  | -           | - |
        go-log-long.log        | ms | -           | - |
        go-slog-text.log       | ms | -           | - | level pairs ids error
        go-slog-json.log       | ms | -           | - | level fields ids error
        go-slog-default.log    | s  | -           | - | level pairs ids error
        go-zap-json.log        | ms | shop.orders | - | level fields ids error stack
        go-zap-console.log     | ms | shop.orders | - | level fields ids error stack
        go-zerolog-json.log    | s  | -           | - | level fields ids error
        go-zerolog-console.log | m  | -           | - | level pairs ids error
        go-logrus-text.log     | s  | -           | - | level pairs ids error
        go-logrus-tty.log      | s  | -           | - | level pairs ids error
        go-logrus-json.log     | s  | -           | - | level fields ids error
        go-klog.log            | ms | -           | - | level pairs ids error no-debug
        """);
    diedOf(run, "panic", "goroutine 1 [running]");
  }

  @Test
  void readsAllFields_whenJavaLogs() throws Exception {
    Path jars = LoggerRun.peers().resolve("java-loggers");
    LoggerRun run = java(jars, "JavaLoggers.java");

    judge(
        run,
        """
        java-logback.log          | ms | shop.orders.Checkout | java.lang.IllegalStateException | level pairs stack
        java-logback-manual.log   | ms | shop.orders.Checkout | java.lang.IllegalStateException | level stack
        java-logback-logstash.log | ms | shop.orders.Checkout | java.lang.IllegalStateException | level fields ids stack
        java-logback-ecs.log      | ms | shop.orders.Checkout | java.lang.IllegalStateException | level ids stack service
        java-log4j2.log           | ms | shop.orders.Checkout | java.lang.IllegalStateException | level stack
        java-log4j2-iso.log       | ms | Checkout             | java.lang.IllegalStateException | level stack
        java-log4j2-ecs.log       | ms | shop.orders.Checkout | java.lang.IllegalStateException | level ids stack
        java-log4j2-logstash.log  | ms | shop.orders.Checkout | java.lang.IllegalStateException | level ids stack
        java-log4j2-gelf.log      | ms | shop.orders.Checkout | java.lang.IllegalStateException | level ids stack
        java-log4j2-json.log      | ms | shop.orders.Checkout | java.lang.IllegalStateException | level ids stack
        java-jul.log              | s  | JavaLoggers          | java.lang.IllegalStateException | level stack
        """);
    diedOf(run, "java.lang.IllegalStateException", "IOException: reset\n\tat ");
  }

  @Test
  void readsAllFields_whenSpringBootLogs() throws Exception {
    LoggerRun run = java(LoggerRun.peers().resolve("spring-boot"), "SpringLoggers.java");

    judge(
        run,
        """
        java-spring.log          | ms | shop.orders.Checkout | java.lang.IllegalStateException | level ids stack service
        java-spring-ecs.log      | ms | shop.orders.Checkout | java.lang.IllegalStateException | level fields ids stack service
        java-spring-logstash.log | ms | shop.orders.Checkout | java.lang.IllegalStateException | level fields ids stack
        java-spring-gelf.log     | ms | shop.orders.Checkout | java.lang.IllegalStateException | level fields ids stack gelf
        """);
  }

  private LoggerRun java(Path jars, String source) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String quick = "-XX:TieredStopAtLevel=1";
    return run(jars.toString(), new Path[] {jars}, java, quick, "-cp", jars + "/*", source(source));
  }

  private LoggerRun run(String name, Path[] needed, String... command) throws Exception {
    boolean there = true;
    for (Path path : needed) {
      there &= path != null && Files.exists(path);
    }
    if (!there) {
      System.out.println("Skipped: " + name + " is not there. `.ci/run` shows how to get it.");
    }
    assumeTrue(there, name + " is not there");
    return LoggerRun.of(folder, new ArrayList<>(List.of(command)));
  }

  private static String source(String file) {
    return SOURCES.resolve(file).toAbsolutePath().toString();
  }

  private static Path packageOf(Path python, String name) throws IOException {
    Path lib = python.resolve("lib");
    if (!Files.isDirectory(lib)) {
      return null;
    }
    try (var versions = Files.list(lib)) {
      return versions.map(v -> v.resolve("site-packages").resolve(name)).findFirst().orElse(null);
    }
  }

  private static void judge(LoggerRun run, String layouts) throws IOException {
    List<LoggerScore> scores = new ArrayList<>();
    int compared = 0;
    int right = 0;
    System.out.printf("%-30s %4s %4s %4s %4s%n", "file", "all", "right", "missing", "wrong");
    for (LoggerLayout layout : LoggerLayout.all(layouts)) {
      LoggerScore score = new LoggerScore(layout, run).judge(run.events(layout.file()));
      scores.add(score);
      compared += score.compared();
      right += score.right();
      System.out.println(score);
    }
    assertThat(scores).allMatch(score -> score.wrong() == 0);
    assertThat(right).as("right of " + compared).isGreaterThanOrEqualTo(compared * 95 / 100);
  }

  /** What a runtime writes when nobody catches an error. */
  private static void diedOf(LoggerRun run, String type, String frames) throws IOException {
    List<LogEvent> events = run.events("stderr");

    LogEvent last = events.stream().filter(e -> e.getErrorType() != null).findFirst().orElseThrow();
    assertThat(last.getErrorType()).isEqualTo(type);
    assertThat(last.getErrorMessage()).isEqualTo("card refused: limit");
    assertThat(last.getErrorStackTrace()).contains(frames);
  }
}
