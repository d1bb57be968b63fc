// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static backbone.engine.normalize.Captured.attributes;
import static backbone.engine.normalize.RealServer.events;
import static backbone.engine.normalize.RealServer.with;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.LogEvent;
import backbone.testkit.FreePorts;
import backbone.testkit.Peers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers as Debian has them write their logs, and the logs are read without configuration. */
class RealServersIT {

  @TempDir Path folder;
  private long since;
  private int port;

  @BeforeEach
  void now() {
    since = System.currentTimeMillis();
    port = FreePorts.next();
  }

  @Test
  void readsAccessAndErrors_whenNginxServes() throws Exception {
    String nginx = Peers.require("nginx").toString();
    Path conf =
        file(
            "nginx.conf",
            """
            pid nginx.pid; error_log error.log info; daemon off; %s
            events {}
            http {
              client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f;
              uwsgi_temp_path u; scgi_temp_path s;
              log_format timed '$remote_addr - $remote_user [$time_local] "$request" $status '
                '$body_bytes_sent "$http_referer" "$http_user_agent" rt=$request_time';
              server {
                listen 127.0.0.1:%d; root none; access_log access.log timed;
                location /up { proxy_pass http://127.0.0.1:1/; }
              }
            }
            """
                .formatted(root() ? "user root root;" : "", port));
    List<String> command = List.of(nginx, "-p", folder + "/", "-c", conf.toString());
    try (RealServer server = RealServer.start(folder.resolve("out"), command).ready(port)) {
      get("/missing/page?a=1");
      get("/up/there");
    }

    LogEvent missing = with(events(folder.resolve("access.log"), since), "/missing/page");
    assertThat(missing.getHttpStatusCode()).isEqualTo(404);
    assertThat(missing.getLevel()).isEqualTo("warn");
    assertThat(missing.getUrlPath()).isEqualTo("/missing/page");
    assertThat(missing.getDurationNano()).isNotNull();
    List<LogEvent> errors = events(folder.resolve("error.log"), since);
    LogEvent refused = with(errors, "connect() failed");
    assertThat(refused.getParseFormat()).isEqualTo("nginx-error");
    assertThat(refused.getLevel()).isEqualTo("error");
    assertThat(refused.getUrlPath()).isEqualTo("/up/there");
    assertThat(attributes(refused)).containsKeys("upstream.address", "process.pid");
  }

  @Test
  void readsAccessAndErrors_whenApacheServes() throws Exception {
    String apache = Peers.require("apache2").toString();
    Path conf =
        file(
            "apache.conf",
            """
            ServerRoot %1$s
            ServerName shop.example
            PidFile pid
            Listen 127.0.0.1:%2$d
            User www-data
            Group www-data
            LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
            LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
            LogLevel info
            ErrorLog error.log
            LogFormat "%%v:%%p %%h %%l %%u %%t \\"%%r\\" %%>s %%O \\"%%{Referer}i\\" \\"%%{User-Agent}i\\"" v
            CustomLog access.log v
            <Location />
              Require all denied
            </Location>
            """
                .formatted(folder, port));
    List<String> command = List.of(apache, "-f", conf.toString(), "-DFOREGROUND");
    try (RealServer server = RealServer.start(folder.resolve("out"), command).ready(port)) {
      get("/secret?a=1");
    }

    LogEvent access = with(events(folder.resolve("access.log"), since), "/secret");
    assertThat(access.getHttpStatusCode()).isEqualTo(403);
    assertThat(attributes(access)).containsEntry("url.domain", "shop.example");
    LogEvent denied = with(events(folder.resolve("error.log"), since), "client denied");
    assertThat(denied.getParseFormat()).isEqualTo("apache-error");
    assertThat(denied.getLevel()).isEqualTo("error");
    assertThat(denied.getLogger()).isEqualTo("authz_core");
    assertThat(attributes(denied)).containsEntry("error.code", "AH01630");
  }

  @Test
  void readsRequests_whenHaproxyForwards() throws Exception {
    String haproxy = Peers.require("haproxy").toString();
    Path conf =
        file(
            "haproxy.cfg",
            """
            global
              log stdout format raw local0
            defaults
              mode http
              log global
              option httplog
              timeout connect 1s
              timeout client 5s
              timeout server 5s
              retries 0
            frontend web
              bind 127.0.0.1:%d
              default_backend app
            backend app
              server s1 127.0.0.1:1
            """
                .formatted(port));
    Path log = folder.resolve("haproxy.log");
    List<String> command = List.of(haproxy, "-db", "-f", conf.toString());
    try (RealServer server = RealServer.start(log, command).ready(port)) {
      get("/gone?a=1");
    }

    LogEvent gone = with(events(log, since), "/gone");
    assertThat(gone.getParseFormat()).isEqualTo("haproxy-http");
    assertThat(gone.getHttpStatusCode()).isEqualTo(503);
    assertThat(gone.getLevel()).isEqualTo("error");
    assertThat(gone.getUrlPath()).isEqualTo("/gone");
    assertThat(gone.getDurationNano()).isNotNull();
    assertThat(attributes(gone)).containsEntry("haproxy.backend_name", "app");
  }

  @Test
  void readsLevels_whenRedisIsStartedAgain() throws Exception {
    String redis = Peers.require("redis-server").toString();
    Path log = folder.resolve("redis.log");
    List<String> command =
        List.of(
            redis, "--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--loglevel", "debug");
    for (int start = 0; start < 2; start++) {
      RealServer.start(log, command).ready(port).close();
    }

    List<LogEvent> events = events(log, since);
    assertThat(with(events, "Ready to accept").getLevel()).isEqualTo("info");
    assertThat(with(events, "Received SIGTERM").getLevel()).isEqualTo("warn");
    assertThat(events).allMatch(event -> event.getParseFormat().equals("redis"));
    assertThat(attributes(with(events, "Ready to accept"))).containsKey("process.pid");
  }

  @Test
  void readsErrorsAndSlowQueries_whenMariadbServes() throws Exception {
    String server = Peers.require("mariadbd").toString();
    String client = Peers.require("mariadb").toString();
    String data = folder.resolve("data").toString();
    String user = "--user=" + System.getProperty("user.name");
    RealServer.run(
        folder,
        Peers.require("mariadb-install-db").toString(),
        user,
        "--no-defaults",
        "--datadir=" + data,
        "--skip-test-db",
        "--auth-root-authentication-method=normal");
    List<String> command =
        List.of(
            server,
            "--no-defaults",
            user,
            "--datadir=" + data,
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--socket=" + folder.resolve("s"),
            "--slow-query-log=1",
            "--slow-query-log-file=" + folder.resolve("slow.log"),
            "--long-query-time=0.05");
    Path log = folder.resolve("error.log");
    since = System.currentTimeMillis();
    try (RealServer running = RealServer.start(log, command).ready(port)) {
      String sql = "select sleep(0.1) as\nx; select sleep(0.1); select 1";
      String[] login = {client, "--no-defaults", "-h127.0.0.1", "-P" + port, "-uroot"};
      RealServer.run(folder, joined(login, "-e", sql));
      RealServer.run(folder, joined(login, "-pwrong", "-e", "select 1"));
    }

    LogEvent denied = with(events(log, since), "Access denied");
    assertThat(denied.getParseFormat()).isEqualTo("mysql-error");
    assertThat(denied.getLevel()).isEqualTo("warn");
    List<LogEvent> slow = events(folder.resolve("slow.log"), since);
    List<LogEvent> queries = slow.stream().filter(e -> e.getDurationNano() != null).toList();
    assertThat(queries).hasSize(2);
    assertThat(queries.get(0).getMessage()).isEqualTo("select sleep(0.1) as\nx;");
    assertThat(queries.get(0).getDurationNano()).isBetween(100_000_000L, 2_000_000_000L);
    assertThat(attributes(queries.get(1))).containsEntry("user.name", "root");
  }

  @Test
  void readsHeaderOfBothKinds_whenRsyslogWrites() throws Exception {
    String rsyslog = Peers.require("rsyslogd").toString();
    String logger = Peers.require("logger").toString();
    Path socket = folder.resolve("log");
    Path conf =
        file(
            "rsyslog.conf",
            """
            module(load="imuxsock" SysSock.Use="off")
            input(type="imuxsock" Socket="%1$s/log")
            *.* action(type="omfile" file="%1$s/old.log" template="RSYSLOG_TraditionalFileFormat")
            *.* action(type="omfile" file="%1$s/new.log" template="RSYSLOG_FileFormat")
            """
                .formatted(folder));
    List<String> command =
        List.of(rsyslog, "-n", "-f", conf.toString(), "-i", folder.resolve("pid").toString());
    try (RealServer server = RealServer.start(folder.resolve("out"), command)) {
      backbone.testkit.Eventually.await("socket", () -> Files.exists(socket));
      RealServer.run(
          folder, logger, "-u", socket.toString(), "-t", "shop", "--id=42", "order is paid");
    }

    for (String file : List.of("old.log", "new.log")) {
      LogEvent paid = with(events(folder.resolve(file), since), "order is paid");
      assertThat(paid.getParseFormat()).isEqualTo("syslog-3164");
      assertThat(paid.getMessage()).isEqualTo("order is paid");
      assertThat(paid.getHostName()).isNotEqualTo("here");
      assertThat(attributes(paid)).containsEntry("process.name", "shop");
      assertThat(attributes(paid)).containsEntry("process.pid", 42L);
    }
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  private void get(String target) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target)).build();
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    client.send(request, HttpResponse.BodyHandlers.discarding());
  }

  private static String[] joined(String[] command, String... more) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(more));
    return all.toArray(new String[0]);
  }

  private static boolean root() {
    return "root".equals(System.getProperty("user.name"));
  }
}
