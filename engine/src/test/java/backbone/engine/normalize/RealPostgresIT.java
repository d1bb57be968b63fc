// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static backbone.engine.normalize.Captured.attributes;
import static backbone.engine.normalize.RealServer.events;
import static backbone.engine.normalize.RealServer.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import backbone.schema.LogEvent;
import backbone.testkit.FreePorts;
import backbone.testkit.Peers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL writes its three kinds of log at once; it refuses to run as root. */
class RealPostgresIT {

  /** Debian's place for the programs of each version, and the home of the user they run as. */
  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql");

  private static final Path HOME = Path.of("/var/lib/postgresql");

  private final boolean root = "root".equals(System.getProperty("user.name"));
  private Path folder;

  @BeforeEach
  void make() throws Exception {
    Peers.require("psql");
    assumeTrue(Files.isDirectory(PROGRAMS) && (!root || Files.isDirectory(HOME)), "no PostgreSQL");
    folder =
        root ? Files.createTempDirectory(HOME, "test-") : Files.createTempDirectory("postgres-");
    if (root) {
      Files.setOwner(folder, Files.getOwner(HOME));
    }
  }

  @AfterEach
  void remove() throws Exception {
    if (folder != null) {
      try (Stream<Path> tree = Files.walk(folder)) {
        tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }

  @Test
  void readsAllThreeLogs_whenQueriesFailAndAreSlow() throws Exception {
    Path data = folder.resolve("data");
    int port = FreePorts.next();
    Path password = Files.writeString(folder.resolve("password"), "wrong");
    RealServer.run(
        folder,
        command(
                "initdb",
                "-D",
                data.toString(),
                "-U",
                "shop",
                "-N",
                "-A",
                "scram-sha-256",
                "--pwfile=" + password)
            .toArray(new String[0]));
    Files.writeString(data.resolve("postgresql.auto.conf"), settings(port));
    long since = System.currentTimeMillis();
    List<String> server = command("postgres", "-D", data.toString());
    try (RealServer running = RealServer.start(folder.resolve("out"), server).ready(port)) {
      query(port, "shop", "select nope\n from nothing");
      query(port, "shop", "select pg_sleep(0.1)");
      query(port, "stranger", "select 1");
    }

    text(events(folder.resolve("log"), since));
    structured(events(folder.resolve("log.csv"), since), "postgresql-csv");
    structured(events(folder.resolve("log.json"), since), "postgresql");
  }

  private static void text(List<LogEvent> events) {
    LogEvent wrong = with(events, "relation \"nothing\" does not exist");
    assertThat(wrong.getParseFormat()).isEqualTo("postgresql");
    assertThat(wrong.getLevel()).isEqualTo("error");
    assertThat(attributes(wrong)).containsEntry("user.name", "shop").containsKey("process.pid");
    LogEvent statement = with(events, "select nope");
    assertThat(attributes(statement)).containsEntry("postgresql.part", "statement");
    assertThat(statement.getMessage()).contains("from nothing");
    assertThat(with(events, "password authentication failed").getLevel()).isEqualTo("fatal");
    assertThat(with(events, "pg_sleep").getDurationNano()).isBetween(100_000_000L, 9_000_000_000L);
  }

  private static void structured(List<LogEvent> events, String format) {
    LogEvent wrong = with(events, "relation \"nothing\" does not exist");
    assertThat(wrong.getParseFormat()).isEqualTo(format);
    assertThat(wrong.getLevel()).isEqualTo("error");
    assertThat(attributes(wrong))
        .containsEntry("error.code", "42P01")
        .containsEntry("postgresql.statement", "select nope\n from nothing")
        .containsEntry("db.namespace", "postgres");
    assertThat(with(events, "pg_sleep").getDurationNano()).isGreaterThan(100_000_000L);
    assertThat(events).allMatch(event -> event.getLevel() != null);
  }

  private String settings(int port) {
    return """
        port = %2$d
        listen_addresses = '127.0.0.1'
        unix_socket_directories = '%1$s'
        logging_collector = on
        log_directory = '%1$s'
        log_filename = 'log'
        log_destination = 'stderr,csvlog,jsonlog'
        log_line_prefix = '%%m [%%p] %%q%%u@%%d '
        log_connections = on
        log_min_duration_statement = 50
        fsync = off
        """
        .formatted(folder, port);
  }

  private void query(int port, String user, String sql) throws Exception {
    String psql = Peers.require("psql").toString();
    RealServer.run(
        folder, psql, "-h", "127.0.0.1", "-p", "" + port, "-U", user, "postgres", "-c", sql);
  }

  /** A program of the newest version, as the user that it wants. */
  private List<String> command(String program, String... arguments) throws Exception {
    Path path;
    try (Stream<Path> versions = Files.list(PROGRAMS)) {
      path = versions.max(Comparator.naturalOrder()).orElseThrow().resolve("bin").resolve(program);
    }
    List<String> command = new ArrayList<>();
    if (root) {
      String user = Files.getOwner(HOME).getName();
      command.addAll(List.of("setpriv", "--reuid", user, "--regid", user, "--clear-groups"));
    }
    command.add(path.toString());
    command.addAll(List.of(arguments));
    return command;
  }
}
