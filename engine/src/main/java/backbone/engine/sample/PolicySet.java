// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import backbone.engine.rules.RuleVersion;
import backbone.engine.rules.YamlNode;
import backbone.engine.rules.YamlProblems;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Policies in order: the first that matches keeps the trace and gives its name. Written as the
 * {@code policies} of the OpenTelemetry Collector's {@code tail_sampling}.
 */
public final class PolicySet {

  /** How traces are judged; raise it when the same file decides differently. */
  private static final int ENGINE_REVISION = 1;

  private static final String STANDARD = "policies.yaml";

  private final List<Policy> policies;
  private final String version;

  PolicySet(List<Policy> policies) {
    this(List.copyOf(policies), RuleVersion.of(ENGINE_REVISION + " " + policies));
  }

  private PolicySet(List<Policy> policies, String version) {
    this.policies = policies;
    this.version = version;
  }

  /** Those that come with the product: errors, slow, new, first, rest. */
  public static PolicySet standard() {
    try {
      return read(new StringReader(standardText()), STANDARD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException when it is wrong: one line per problem, with file, line and
   *     column
   */
  public static PolicySet read(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(
          "policies " + file + " cannot be read. Name a file that exists and that you may read.");
    }
    try (Reader text = Files.newBufferedReader(file)) {
      return read(text, file.toString());
    }
  }

  /** Reads a text; {@code name} stands in the messages. Faults are those of {@link #read(Path)}. */
  public static PolicySet read(Reader text, String name) throws IOException {
    return new PolicyReader(new YamlProblems(name)).read(text);
  }

  /**
   * Reads one section of a file of rules: the list of policies, or a map that holds it. What is
   * wrong goes to the problems, and then what is returned must not be used.
   */
  public static PolicySet of(YamlNode section, YamlProblems problems) {
    return new PolicyReader(problems).section(section);
  }

  /** The text of {@link #standard}. */
  public static String standardText() {
    try (InputStream in = PolicySet.class.getResourceAsStream(STANDARD)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same policies with this partition's share of what is counted per cluster. */
  public PolicySet forPartition(int partition, int partitions) {
    if (partition < 0 || partition >= partitions) {
      throw new IllegalArgumentException(
          "partition " + partition + " of " + partitions + " does not exist. Count from 0.");
    }
    List<Policy> shared =
        policies.stream().map(policy -> shared(policy, partition, partitions)).toList();
    return new PolicySet(shared, version);
  }

  /** Hash of all that decides, 16 hex digits; equal for files that differ in layout only. */
  public String version() {
    return version;
  }

  /** Names in order. */
  public List<String> names() {
    return policies.stream().map(Policy::name).toList();
  }

  List<Policy> policies() {
    return policies;
  }

  private static Policy shared(Policy policy, int partition, int partitions) {
    return policy instanceof Policy.FirstPerService first
        ? first.forPartition(partition, partitions)
        : policy;
  }
}
