// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lines of real servers, none of which holds a number of a person. */
class RealLogsTest {
  private static final Path LOGS =
      Path.of(System.getProperty("backbone.root", "..")).resolve("../shared/data/logs");
  private static final Pattern VERSION =
      Pattern.compile("(?i)(?:rv:|version |\\bv|[a-z]/)(\\d{1,3}(?:\\.\\d{1,3}){3})(?![\\d.])");
  private static final Pattern ADDRESS =
      Pattern.compile("(?:from |rhost=|[^a-zA-Z]/|client )(\\d{1,3}(?:\\.\\d{1,3}){3})(?![\\d.])");

  private static final List<String> PERSONAL =
      List.of(
          "card",
          "kr-rrn",
          "kr-frn",
          "kr-brn",
          "kr-passport",
          "kr-driver-licence",
          "iban",
          "us-ssn",
          "bank-account");

  private static final Set<String> SECRETS =
      Set.of("jwt", "credentials", "api-key", "private-key", "secret", "url-password");

  private final Masker masker = Masker.standard();

  @BeforeAll
  static void needsLogs() {
    if (!Files.isDirectory(LOGS)) {
      System.out.println("Skipped: " + LOGS + " is absent. Put log files there to run this test.");
    }
    assumeTrue(Files.isDirectory(LOGS));
  }

  @Test
  void findsNoNumberOfAPerson_whenLinesComeFromServers() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    List<String> lines = lines();
    for (String line : lines) {
      for (Finding finding : masker.mask(line).findings()) {
        counts.merge(finding.type(), 1, Integer::sum);
        if (PERSONAL.contains(finding.type())) {
          System.out.println(finding.type() + " in " + line);
        }
      }
    }
    System.out.println("Found in " + lines.size() + " lines: " + counts);
    assertThat(counts).doesNotContainKeys(PERSONAL.toArray(String[]::new));
    assertThat(counts.getOrDefault("phone", 0)).isLessThanOrEqualTo(lines.size() / 10_000);
  }

  @Test
  void findsNoSecret_whenLinesComeFromServers() throws IOException {
    List<String> secrets = new ArrayList<>();
    for (String line : lines()) {
      for (Finding finding : masker.mask(line).findings()) {
        boolean session = line.startsWith("sid=", finding.start() - 4); // a forum's, and really one
        if (SECRETS.contains(finding.type()) && !session) {
          secrets.add(finding.type() + " in " + line);
        }
      }
    }
    assertThat(secrets).isEmpty();
  }

  @Test
  void keepsVersions_whenTheyLookLikeAddresses() throws IOException {
    List<String> versions = new ArrayList<>();
    List<String> masked = new ArrayList<>();
    for (String line : lines()) {
      collect(line, VERSION, versions, masked);
    }
    assertThat(versions).isNotEmpty();
    assertThat(masked).hasSizeLessThanOrEqualTo(versions.size() / 20);
  }

  @Test
  void masksAddresses_whenTheyStandWhereServersPutThem() throws IOException {
    List<String> addresses = new ArrayList<>();
    List<String> masked = new ArrayList<>();
    for (String line : lines()) {
      collect(line, ADDRESS, addresses, masked);
    }
    addresses.removeIf(a -> a.startsWith("127.") || a.equals("0.0.0.0"));
    assertThat(addresses).isNotEmpty();
    assertThat(masked).hasSameSizeAs(addresses);
  }

  private void collect(String line, Pattern pattern, List<String> all, List<String> masked) {
    List<Finding> findings = masker.mask(line).findings();
    Matcher matcher = pattern.matcher(line);
    while (matcher.find()) {
      all.add(matcher.group(1));
      int start = matcher.start(1);
      if (findings.stream().anyMatch(f -> f.type().equals("ipv4") && f.start() == start)) {
        masked.add(matcher.group(1));
      }
    }
  }

  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String folder : List.of("loghub", "access", "formats")) {
      try (Stream<Path> files = Files.list(LOGS.resolve(folder))) {
        for (Path file : files.filter(f -> !f.toString().endsWith(".txt")).sorted().toList()) {
          lines.addAll(Files.readAllLines(file, ISO_8859_1));
        }
      }
    }
    return lines;
  }
}
