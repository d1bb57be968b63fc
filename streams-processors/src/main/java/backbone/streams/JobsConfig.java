// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import backbone.schema.Topic;
import backbone.service.Settings;
import backbone.service.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Settings of the jobs, read once.
 *
 * @param only names of the jobs to run
 * @param entrances topics that raw logs come in by
 * @param prefix first part of all topic, application and transactional names
 * @param stateFolder where this instance keeps its name
 * @param threads stream threads per job
 * @param commitInterval longest time until readers see what was written
 * @param sessionTimeout how long a silent instance keeps its partitions
 * @param repeatsKept how long a silent source is remembered, in arrival time
 * @param registryUrls comma-separated URLs of the schema registry
 * @param kafka settings of every Kafka client
 */
public record JobsConfig(
    List<String> only,
    List<Entrance> entrances,
    String prefix,
    Path stateFolder,
    int threads,
    Duration commitInterval,
    Duration sessionTimeout,
    Duration repeatsKept,
    String registryUrls,
    Map<String, Object> kafka) {

  public static final String ONLY_CONFIG = "jobs.only";
  public static final String ONLY_DOC = "Names of the jobs to run; the default runs all there are.";
  public static final String ONLY_DEFAULT = "normalize-logs";

  public static final String ENTRANCES_PREFIX = "jobs.entrances.";

  public static final String PREFIX_CONFIG = "jobs.topics.prefix";
  public static final String PREFIX_DOC =
      "First part of the names of topics, applications, groups and transactions.";

  public static final String STATE_DIR_CONFIG = "jobs.state.dir";
  public static final String STATE_DIR_DOC =
      "Folder that keeps the name of this instance; one process at a time.";
  public static final String STATE_DIR_DEFAULT = ".backbone/jobs";

  public static final String THREADS_CONFIG = "jobs.threads.count";
  public static final String THREADS_DOC =
      "Stream threads per job; more than there are partitions stay idle.";
  public static final int THREADS_DEFAULT = 1;

  public static final String COMMIT_INTERVAL_MS_CONFIG = "jobs.commit.interval.ms";
  public static final String COMMIT_INTERVAL_MS_DOC =
      "Milliseconds between commits; readers see nothing earlier.";
  public static final int COMMIT_INTERVAL_MS_DEFAULT = 100;

  public static final String SESSION_TIMEOUT_MS_CONFIG = "jobs.session.timeout.ms";
  public static final String SESSION_TIMEOUT_MS_DOC =
      "Milliseconds of silence after which another instance takes over.";
  public static final int SESSION_TIMEOUT_MS_DEFAULT = 8_000;

  public static final String REPEATS_RETENTION_MS_CONFIG = "jobs.repeats.retention.ms";
  public static final String REPEATS_RETENTION_MS_DOC =
      "Milliseconds, in arrival time, that a silent source is remembered, so that what it repeats"
          + " is dropped; at least the retention of the raw topic and a day.";
  public static final long REPEATS_RETENTION_MS_DEFAULT = Duration.ofDays(4).toMillis();

  public static final String REGISTRY_URLS_CONFIG = "jobs.registry.urls";
  public static final String REGISTRY_URLS_DOC =
      "URLs of the schema registry, tried in turn; for Apicurio they end in /apis/ccompat/v7.";

  public static final String METRICS_ADDRESS_CONFIG = "jobs.metrics.address";
  public static final String METRICS_ADDRESS_DOC =
      "host:port that serves /metrics and /health; empty for none.";

  private static final Set<String> ENTRANCE_KEYS =
      Set.of("topic", "env", "region", "team", "service");
  private static final int ENTRANCES_MAX = 100;

  /** Declares the settings. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(ONLY_CONFIG, ConfigDef.Type.LIST, ONLY_DEFAULT, MEDIUM, ONLY_DOC)
        .define(PREFIX_CONFIG, ConfigDef.Type.STRING, Topic.PREFIX_DEFAULT, MEDIUM, PREFIX_DOC)
        .define(STATE_DIR_CONFIG, ConfigDef.Type.STRING, STATE_DIR_DEFAULT, HIGH, STATE_DIR_DOC)
        .define(
            THREADS_CONFIG, ConfigDef.Type.INT, THREADS_DEFAULT, between(1, 64), LOW, THREADS_DOC)
        .define(
            COMMIT_INTERVAL_MS_CONFIG,
            ConfigDef.Type.INT,
            COMMIT_INTERVAL_MS_DEFAULT,
            between(10, 60_000),
            MEDIUM,
            COMMIT_INTERVAL_MS_DOC)
        .define(
            SESSION_TIMEOUT_MS_CONFIG,
            ConfigDef.Type.INT,
            SESSION_TIMEOUT_MS_DEFAULT,
            between(6_000, 60_000),
            LOW,
            SESSION_TIMEOUT_MS_DOC)
        .define(
            REPEATS_RETENTION_MS_CONFIG,
            ConfigDef.Type.LONG,
            REPEATS_RETENTION_MS_DEFAULT,
            between(60_000, Long.MAX_VALUE),
            LOW,
            REPEATS_RETENTION_MS_DOC)
        .define(REGISTRY_URLS_CONFIG, ConfigDef.Type.STRING, HIGH, REGISTRY_URLS_DOC)
        .define(METRICS_ADDRESS_CONFIG, ConfigDef.Type.STRING, "", MEDIUM, METRICS_ADDRESS_DOC);
  }

  /**
   * Reads the settings.
   *
   * @param jobs names of all jobs there are
   * @throws SettingsException with every problem
   */
  public static JobsConfig read(Settings settings, Set<String> jobs) {
    List<String> problems = new ArrayList<>();
    String prefix = settings.string(PREFIX_CONFIG);
    List<Entrance> entrances = entrances(settings.withPrefix(ENTRANCES_PREFIX), prefix, problems);
    for (String name : settings.list(ONLY_CONFIG)) {
      if (!jobs.contains(name)) {
        problems.add(ONLY_CONFIG + "=" + name + " is no job. There are: " + new TreeSet<>(jobs));
      }
    }
    if (!settings.kafka().containsKey("bootstrap.servers")) {
      problems.add("kafka.bootstrap.servers is not set. Set host:port of the brokers.");
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new JobsConfig(
        settings.list(ONLY_CONFIG),
        entrances,
        prefix,
        Path.of(settings.string(STATE_DIR_CONFIG)),
        settings.integer(THREADS_CONFIG),
        settings.millis(COMMIT_INTERVAL_MS_CONFIG),
        settings.millis(SESSION_TIMEOUT_MS_CONFIG),
        settings.millis(REPEATS_RETENTION_MS_CONFIG),
        settings.string(REGISTRY_URLS_CONFIG),
        settings.kafka());
  }

  /** Keys are {@code <index>.<name>}, from a YAML list; without any, the raw topic is the only. */
  private static List<Entrance> entrances(
      Map<String, String> given, String prefix, List<String> problems) {
    for (String key : given.keySet()) {
      if (!ENTRANCE_KEYS.contains(key.substring(key.indexOf('.') + 1))) {
        problems.add(ENTRANCES_PREFIX + key + " is not known. Known are " + ENTRANCE_KEYS + ".");
      }
    }
    List<Entrance> entrances = new ArrayList<>();
    for (int i = 0; i < ENTRANCES_MAX; i++) {
      String topic = given.get(i + ".topic");
      if (topic != null) {
        entrances.add(
            new Entrance(
                topic,
                given.getOrDefault(i + ".env", "dev"),
                given.getOrDefault(i + ".region", "local"),
                given.get(i + ".team"),
                given.get(i + ".service")));
      }
    }
    return entrances.isEmpty()
        ? List.of(
            new Entrance(
                backbone.schema.Catalogue.LOGS_RAW.name(prefix), "dev", "local", null, null))
        : List.copyOf(entrances);
  }
}
