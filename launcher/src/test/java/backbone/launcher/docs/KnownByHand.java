// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.docs;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Licences that neither the jar nor its POM tells, looked up by a person, each with the reason. */
final class KnownByHand {

  /**
   * One finding.
   *
   * @param names which jars, a pattern over names without versions
   * @param reason where it is said
   */
  record Finding(String names, String licence, String url, String reason) {

    boolean fits(String name) {
      return Pattern.matches(names, name);
    }
  }

  private static final String HEADERS = "the SPDX line or header of its sources";
  private static final String PROJECT = "the LICENSE file of the project's repository";

  static final List<Finding> ALL =
      List.of(
          new Finding(
              "io\\.apicurio\\..*|apicurio-registry-app.*",
              "Apache-2.0",
              "https://www.apicur.io/registry",
              PROJECT),
          new Finding("io\\.smallrye\\..*", "Apache-2.0", "https://smallrye.io", PROJECT),
          new Finding("io\\.vertx\\..*", "EPL-2.0 OR Apache-2.0", "https://vertx.io", PROJECT),
          new Finding("org\\.jboss\\.resteasy\\..*", "Apache-2.0", "https://resteasy.dev", PROJECT),
          new Finding("org\\.jboss\\.narayana\\..*", "Apache-2.0", "https://narayana.io", HEADERS),
          new Finding(
              "org\\.jboss\\.jboss-transaction-spi",
              "LGPL-2.1-or-later",
              "https://narayana.io",
              HEADERS),
          new Finding(
              "org\\.jetbrains\\.kotlin.*", "Apache-2.0", "https://kotlinlang.org", PROJECT),
          new Finding(
              "org\\.jetbrains\\.annotations",
              "Apache-2.0",
              "https://github.com/JetBrains/java-annotations",
              PROJECT),
          new Finding(
              "com\\.squareup\\.(?:okio|wire)\\..*",
              "Apache-2.0",
              "https://square.github.io",
              PROJECT),
          new Finding(
              "com\\.squareup\\.kotlinpoet-jvm",
              "Apache-2.0",
              "https://square.github.io/kotlinpoet",
              PROJECT),
          new Finding(
              "com\\.palantir\\.javapoet\\..*",
              "Apache-2.0",
              "https://github.com/palantir/javapoet",
              PROJECT),
          new Finding(
              "com\\.aayushatharva\\.brotli4j\\..*",
              "Apache-2.0",
              "https://github.com/hyperxpro/Brotli4j",
              PROJECT),
          new Finding(
              "(?:io\\.)?opentelemetry.*", "Apache-2.0", "https://opentelemetry.io", PROJECT),
          new Finding(
              "com\\.graphql-java\\.java-dataloader",
              "Apache-2.0",
              "https://github.com/graphql-java/java-dataloader",
              PROJECT),
          new Finding(
              "(?:com\\.google\\.guava\\.)?listenablefuture",
              "Apache-2.0",
              "https://github.com/google/guava",
              PROJECT),
          new Finding(
              "com\\.google\\.re2j\\.re2j",
              "BSD-3-Clause",
              "https://github.com/google/re2j",
              PROJECT + " (the Go licence)"),
          new Finding(
              "io\\.sentry\\.sentry",
              "BSD-3-Clause",
              "https://github.com/getsentry/sentry-java",
              PROJECT + " at this version"),
          new Finding(
              "(?:org\\.lz4\\.)?lz4-java",
              "Apache-2.0",
              "https://github.com/lz4/lz4-java",
              PROJECT),
          new Finding(
              "org\\.reactivestreams\\.reactive-streams",
              "MIT-0",
              "https://www.reactive-streams.org",
              PROJECT),
          new Finding(
              "wsdl4j\\.wsdl4j", "CPL-1.0", "https://sourceforge.net/projects/wsdl4j", PROJECT),
          new Finding(
              "(?:opensaml-|java-support).*",
              "Apache-2.0",
              "https://shibboleth.atlassian.net/wiki",
              "the notices of the Elasticsearch distribution"),
          new Finding(
              "jcip-annotations",
              "Apache-2.0",
              "https://jcip.net",
              "the notices of the Elasticsearch distribution"),
          new Finding(
              "unboundid-ldapsdk",
              "GPL-2.0-only OR LGPL-2.1-only OR UnboundID LDAP SDK",
              "https://github.com/pingidentity/ldapsdk",
              "the jar holds all three texts"));

  /** Addresses of projects whose jars tell a licence but no address. */
  private static final List<Home> HOMES =
      List.of(
          new Home("io\\.quarkus.*", "https://quarkus.io"),
          new Home("(?:io\\.netty\\.)?netty-.*", "https://netty.io"),
          new Home("bc(?:pkix|prov|util).*", "https://www.bouncycastle.org"),
          new Home("lucene-.*", "https://lucene.apache.org"),
          new Home("(?:joni|jcodings)", "https://github.com/jruby"),
          new Home("ecs-logging.*|elastic-apm.*", "https://github.com/elastic"),
          new Home("hppc", "https://github.com/carrotsearch/hppc"),
          new Home("maven-.*", "https://maven.apache.org"),
          new Home(
              "(?:org\\.apache\\.)?kafka.*|org\\.apache\\.kafka.*", "https://kafka.apache.org"),
          new Home("org\\.jboss.*", "https://www.jboss.org"),
          new Home("com\\.fasterxml.*|jackson-.*", "https://github.com/FasterXML"),
          new Home("com\\.h2database\\.h2", "https://h2database.com"),
          new Home("com\\.github\\.java-json-tools.*", "https://github.com/java-json-tools"),
          new Home("io\\.micrometer.*", "https://micrometer.io"),
          new Home("log4j-.*", "https://logging.apache.org/log4j"),
          new Home("log4j2-ecs-layout", "https://github.com/elastic"),
          new Home("(?:.*\\.)?failureaccess", "https://github.com/google/guava"),
          new Home("jakarta\\..*", "https://projects.eclipse.org/projects/ee4j"),
          new Home(
              "org\\.eclipse\\.(?:parsson|angus).*", "https://projects.eclipse.org/projects/ee4j"),
          new Home("org\\.eclipse\\.microprofile.*", "https://microprofile.io"),
          new Home("metrics-core", "https://metrics.dropwizard.io"),
          new Home("io\\.prometheus.*", "https://github.com/prometheus/client_java"),
          new Home("io\\.agroal.*", "https://agroal.github.io"),
          new Home("com\\.github\\.luben.*", "https://github.com/luben/zstd-jni"),
          new Home("com\\.google\\.code\\.gson.*", "https://github.com/google/gson"),
          new Home("com\\.google\\.errorprone.*", "https://errorprone.info"),
          new Home("com\\.graphql-java.*", "https://www.graphql-java.com"),
          new Home("org\\.checkerframework.*", "https://checkerframework.org"),
          new Home("org\\.locationtech\\.jts.*", "https://github.com/locationtech/jts"),
          new Home("org\\.wildfly.*", "https://www.wildfly.org"),
          new Home("duct-tape", "https://github.com/rnorth/duct-tape"),
          new Home("http(?:client|core|asyncclient).*", "https://hc.apache.org"));

  /** Where a project lives. */
  private record Home(String names, String url) {}

  private KnownByHand() {}

  /** Address of a jar's project, or empty. */
  static String home(String name) {
    return HOMES.stream()
        .filter(home -> Pattern.matches(home.names(), name))
        .map(Home::url)
        .findFirst()
        .orElse("");
  }

  static Optional<Finding> of(String name) {
    return ALL.stream().filter(finding -> finding.fits(name)).findFirst();
  }
}
