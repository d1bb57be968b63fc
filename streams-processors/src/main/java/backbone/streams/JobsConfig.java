// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import backbone.schema.Topic;
import backbone.service.RegistryAccess;
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
 * @param entrances topics that raw records come in by
 * @param prefix first part of all topic, application and transactional names
 * @param stateFolder where this instance keeps its name, in one folder per job
 * @param threads stream threads per job
 * @param commitInterval longest time until readers see what was written
 * @param sessionTimeout how long a silent instance keeps its partitions
 * @param repeatsKept how long a silent source is remembered, in arrival time
 * @param joinWithin how long a line may come after the one before that it goes on with
 * @param behindMax how far a raw partition may lie behind the newest before it is left out
 * @param seriesIdle how long a series of derived metrics is kept without events, in arrival time
 * @param nativeHistograms whether durations are counted by native buckets, too
 * @param sampling settings of the tail sampling
 * @param registry how to reach the schema registry
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
    Duration joinWithin,
    Duration behindMax,
    Duration seriesIdle,
    boolean nativeHistograms,
    Sampling sampling,
    RegistryAccess registry,
    Map<String, Object> kafka) {

  /** First word of all settings. */
  public static final String PART = "jobs";

  public static final String ONLY_CONFIG = "jobs.only";
  public static final String ONLY_DOC = "Names of the jobs to run; the default runs all there are.";
  public static final String ONLY_DEFAULT =
      "normalize-logs,normalize-spans,sample-traces,derive-metrics";

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

  public static final String JOIN_MS_CONFIG = "jobs.lines.join.ms";
  public static final String JOIN_MS_DOC =
      "Milliseconds, in arrival time, that a record of text may come after the one before to go on"
          + " with its event, as a stack trace sent line by line does; of one sender by key, host"
          + " and path, where no shipper has joined. 0 joins none.";
  public static final long JOIN_MS_DEFAULT = 1_000;

  public static final String BEHIND_MAX_MS_CONFIG = "jobs.watermark.behind.max.ms";
  public static final String BEHIND_MAX_MS_DOC =
      "Milliseconds that a raw partition may lie behind the newest; past that the jobs go on"
          + " without it, and what comes from it later is late.";
  public static final long BEHIND_MAX_MS_DEFAULT = 300_000;

  public static final String SERIES_IDLE_MS_CONFIG = "jobs.metrics.series.idle.ms";
  public static final String SERIES_IDLE_MS_DOC =
      "Milliseconds, in arrival time, after which a series of derived metrics that counted nothing,"
          + " and none beside it either, is removed; when it comes back, it begins at 0.";
  public static final long SERIES_IDLE_MS_DEFAULT = Duration.ofDays(1).toMillis();

  public static final String NATIVE_HISTOGRAMS_CONFIG = "jobs.metrics.native.histograms";
  public static final String NATIVE_HISTOGRAMS_DOC =
      "Whether durations of spans are native histograms beside classic ones, for a Prometheus that"
          + " scrapes both; switch it on when all instances run a release that knows it.";

  public static final String METRICS_ADDRESS_CONFIG = "jobs.metrics.address";
  public static final String METRICS_ADDRESS_DOC =
      "host:port that serves /metrics and /health; empty for none.";

  /** Declares the settings. */
  public static ConfigDef definition() {
    ConfigDef def = new ConfigDef();
    Sampling.define(def);
    RegistryAccess.define(def, PART, ConfigDef.NO_DEFAULT_VALUE);
    return def.define(ONLY_CONFIG, ConfigDef.Type.LIST, ONLY_DEFAULT, MEDIUM, ONLY_DOC)
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
        .define(
            JOIN_MS_CONFIG,
            ConfigDef.Type.LONG,
            JOIN_MS_DEFAULT,
            between(0, 10_000),
            LOW,
            JOIN_MS_DOC)
        .define(
            BEHIND_MAX_MS_CONFIG,
            ConfigDef.Type.LONG,
            BEHIND_MAX_MS_DEFAULT,
            between(1_000, Duration.ofDays(7).toMillis()),
            LOW,
            BEHIND_MAX_MS_DOC)
        .define(
            SERIES_IDLE_MS_CONFIG,
            ConfigDef.Type.LONG,
            SERIES_IDLE_MS_DEFAULT,
            between(60_000, Long.MAX_VALUE),
            LOW,
            SERIES_IDLE_MS_DOC)
        .define(NATIVE_HISTOGRAMS_CONFIG, ConfigDef.Type.BOOLEAN, false, LOW, NATIVE_HISTOGRAMS_DOC)
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
    List<Entrance> entrances =
        new EntrancesReader(settings.withPrefix(ENTRANCES_PREFIX), problems).read(prefix);
    for (String name : settings.list(ONLY_CONFIG)) {
      if (!jobs.contains(name)) {
        problems.add(ONLY_CONFIG + "=" + name + " is no job. There are: " + new TreeSet<>(jobs));
      }
    }
    RegistryAccess registry = RegistryAccess.read(settings, PART, problems);
    if (settings.list(PART + ".registry.urls").isEmpty()) {
      problems.add("jobs.registry.urls is empty. Set at least one URL of the schema registry.");
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
        settings.millis(JOIN_MS_CONFIG),
        settings.millis(BEHIND_MAX_MS_CONFIG),
        settings.millis(SERIES_IDLE_MS_CONFIG),
        settings.bool(NATIVE_HISTOGRAMS_CONFIG),
        Sampling.read(settings),
        registry,
        settings.kafka());
  }

  /** Entrances of the logs. */
  public List<Entrance> logEntrances() {
    return entrances(Entrance.Signal.LOGS);
  }

  /** Entrances of the spans. */
  public List<Entrance> spanEntrances() {
    return entrances(Entrance.Signal.SPANS);
  }

  private List<Entrance> entrances(Entrance.Signal signal) {
    return entrances.stream().filter(entrance -> entrance.signal() == signal).toList();
  }

  /** The same with another folder. */
  JobsConfig withStateFolder(Path folder) {
    return new JobsConfig(
        only,
        entrances,
        prefix,
        folder,
        threads,
        commitInterval,
        sessionTimeout,
        repeatsKept,
        joinWithin,
        behindMax,
        seriesIdle,
        nativeHistograms,
        sampling,
        registry,
        kafka);
  }

  /**
   * Settings of the tail sampling.
   *
   * @param patience how long a trace's spans are waited for, in arrival time, from its first span
   * @param policiesPath file of the policies; empty for the built-in ones
   * @param memory how long a decision is remembered for spans that come later, in arrival time
   * @param openTracesMax traces that wait for their decision in one task
   */
  public record Sampling(
      Duration patience, String policiesPath, Duration memory, int openTracesMax) {

    public static final String WAIT_MS_CONFIG = "jobs.sampling.wait.ms";
    public static final String WAIT_MS_DOC =
        "Milliseconds, in arrival time, from the first span of a trace to its decision.";
    public static final long WAIT_MS_DEFAULT = 10_000;

    public static final String POLICIES_PATH_CONFIG = "jobs.sampling.policies.path";
    public static final String POLICIES_PATH_DOC =
        "YAML file of the sampling policies; empty for the built-in ones.";

    public static final String MEMORY_MS_CONFIG = "jobs.sampling.memory.ms";
    public static final String MEMORY_MS_DOC =
        "Milliseconds, in arrival time, that a decision is remembered for spans that come late.";
    public static final long MEMORY_MS_DEFAULT = 3_600_000;

    public static final String OPEN_TRACES_MAX_CONFIG = "jobs.sampling.open.traces.max";
    public static final String OPEN_TRACES_MAX_DOC =
        "Traces of one task that wait for their decision; past that the oldest is decided early.";
    public static final int OPEN_TRACES_MAX_DEFAULT = 500_000;

    /** What holds unless something else is set. */
    public static final Sampling DEFAULT =
        new Sampling(
            Duration.ofMillis(WAIT_MS_DEFAULT),
            "",
            Duration.ofMillis(MEMORY_MS_DEFAULT),
            OPEN_TRACES_MAX_DEFAULT);

    private static ConfigDef define(ConfigDef def) {
      return def.define(
              WAIT_MS_CONFIG,
              ConfigDef.Type.LONG,
              WAIT_MS_DEFAULT,
              between(100, 3_600_000),
              MEDIUM,
              WAIT_MS_DOC)
          .define(POLICIES_PATH_CONFIG, ConfigDef.Type.STRING, "", MEDIUM, POLICIES_PATH_DOC)
          .define(
              MEMORY_MS_CONFIG,
              ConfigDef.Type.LONG,
              MEMORY_MS_DEFAULT,
              between(0, Duration.ofDays(7).toMillis()),
              LOW,
              MEMORY_MS_DOC)
          .define(
              OPEN_TRACES_MAX_CONFIG,
              ConfigDef.Type.INT,
              OPEN_TRACES_MAX_DEFAULT,
              between(1, 10_000_000),
              LOW,
              OPEN_TRACES_MAX_DOC);
    }

    private static Sampling read(Settings settings) {
      return new Sampling(
          settings.millis(WAIT_MS_CONFIG),
          settings.string(POLICIES_PATH_CONFIG),
          settings.millis(MEMORY_MS_CONFIG),
          settings.integer(OPEN_TRACES_MAX_CONFIG));
    }
  }
}
