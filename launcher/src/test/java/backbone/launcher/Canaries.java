// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import backbone.launcher.embedded.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One sensitive value of each kind in a line of a log file, and the places where none of them may
 * be: the index, what the console answers, and what the processes write about themselves.
 */
enum Canaries {
  IPV4("refused 203.0.113.77 port 22", "203.0.113.77"),
  IPV6("refused 2001:db8:71:72:73:74:75:76 port 22", "73:74:75:76"),
  EMAIL("mail to canary.bird@cage.example bounced", "canary.bird"),
  CARD("paid with 4111 1111 1111 1111 today", "1111 1111"),
  RESIDENT("resident 900101-1234568 came", "1234568"),
  FOREIGNER("foreigner 900101-5234567 came", "5234567"),
  BUSINESS("business 120-81-47521 pays", "47521"),
  PASSPORT("passport M70689098 seen", "M70689098"),
  LICENCE("driver 11-12-345678-90 seen", "345678"),
  PHONE("call 010-4321-8765 back", "4321-8765"),
  ACCOUNT("account 110-234-567890 opened", "567890"),
  IBAN("to DE89 3704 0044 0532 0130 00 sent", "0532 0130"),
  SECURITY_NUMBER("ssn 219-09-4321 known", "09-4321"),
  TOKEN("got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJlY2FuYXJ5MQ", "eyJzdWIi"),
  CREDENTIALS("Authorization: Bearer canary0bearer1token2value3", "canary0bearer"),
  API_KEY("key AKIACANARYCANARY2345 used", "CANARYCANARY"),
  PRIVATE_KEY(
      "-----BEGIN PRIVATE KEY-----\\nMIIcanaryprivate\\n-----END PRIVATE KEY-----", "MIIcanary"),
  SECRET("login with password=canary;hunter&2 failed", "hunter"),
  URL_PASSWORD("to amqp://shop:canarypass@queue.example:5672", "canarypass");

  /** What may be found in no place. */
  private final String body;

  private final String line;

  Canaries(String line, String body) {
    this.line = line;
    this.body = body;
  }

  /** A line for each, as text and inside JSON. */
  static Stream<String> lines(String time) {
    return Stream.of(values())
        .flatMap(
            canary ->
                Stream.of(
                    time + " [main] WARN  shop.App - canary " + canary.line,
                    "{\"level\":\"warn\",\"msg\":\"canary\",\"note\":\"" + canary.line + "\"}"));
  }

  static long count() {
    return 2L * values().length;
  }

  /** Asks the index and the console for all of them, and reads the processes' own logs. */
  static void assertNowhere(Embedded backbone, Path logs) throws IOException {
    String index = backbone.search("/telemetry-*/_search?size=1000&q=canary").toString();
    assertThat(index).contains("canary [");
    assertClean("the index", index);
    String page = backbone.get(Ports.Port.CONSOLE, "/api/logs?from=-7d&q=canary").toString();
    assertThat(page).contains("canary [");
    assertClean("the console", page);
    for (Path log : logs(logs)) {
      assertClean(log.toString(), Files.readString(log, ISO_8859_1));
    }
  }

  private static List<Path> logs(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> logs =
          files.filter(file -> file.toString().endsWith(".log") && !isSegment(file)).toList();
      assertThat(logs).isNotEmpty();
      return logs;
    }
  }

  /** Kafka calls the segments of its topics so, too; the raw topics hold what came. */
  private static boolean isSegment(Path file) {
    return file.getFileName().toString().matches("[0-9]{20}\\.log");
  }

  private static void assertClean(String place, String text) {
    for (Canaries canary : values()) {
      assertThat(text).as("%s in %s", canary, place).doesNotContain(canary.body);
    }
  }
}
