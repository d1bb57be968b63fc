// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.embedded;

import backbone.service.Settings;
import backbone.service.SettingsShape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** Settings of {@code up}, declared once and read once. */
public final class UpSettings implements SettingsShape {

  public static final String DATA_CONFIG = "backbone.data.dir";
  private static final String DATA_DOC =
      "Folder for everything that is kept: topics, indices, positions, our own logs.";
  public static final String DATA_DEFAULT = ".backbone";

  public static final String DEMO_CONFIG = "backbone.demo";
  private static final String DEMO_DOC = "Whether the demo shop runs.";

  public static final String LOGS_CONFIG = "backbone.logs";
  private static final String LOGS_DOC = "Globs of log files to ship, separated by commas.";

  public static final String DISK_CONFIG = "backbone.disk";
  private static final String DISK_DOC =
      "Most disk space that topics and indices may take, such as 10GB; the oldest ingested go first.";
  public static final String DISK_DEFAULT = "10GB";

  public static final String PORT_BASE_CONFIG = "backbone.port.base";
  private static final String PORT_BASE_DOC =
      "First of 14 consecutive ports; 0 takes each part's usual port.";
  private static final int PORT_MAX = 65_500;

  public static final String ENV_CONFIG = "backbone.env";
  private static final String ENV_DOC = "Environment of the shipped lines; the demo's is prod.";
  public static final String ENV_DEFAULT = "dev";

  public static final String REGION_CONFIG = "backbone.region";
  private static final String REGION_DOC = "Region of the shipped lines; the demo's is kr.";
  public static final String REGION_DEFAULT = "local";

  public static final String BOOTSTRAP_CONFIG = "backbone.bootstrap";
  private static final String BOOTSTRAP_DOC = "Brokers to use instead of the embedded one.";

  public static final String ELASTICSEARCH_CONFIG = "backbone.elasticsearch";
  private static final String ELASTICSEARCH_DOC =
      "URL of an Elasticsearch to use instead of the embedded one.";

  public static final String REGISTRY_CONFIG = "backbone.registry";
  private static final String REGISTRY_DOC =
      "URL of a schema registry (Confluent protocol) to use instead of the embedded one.";

  public static final String OTLP_JAEGER_CONFIG = "backbone.otlp.jaeger";
  private static final String OTLP_JAEGER_DOC =
      "HOST:PORT of a Jaeger's OTLP/gRPC that gets the kept traces; empty for none.";

  public static final String OTLP_METRICS_CONFIG = "backbone.otlp.metrics";
  private static final String OTLP_METRICS_DOC =
      "URL that the gateway forwards OTLP metrics to; empty to drop and count them.";

  public static final String PROMETHEUS_CONFIG = "backbone.prometheus";
  private static final String PROMETHEUS_DOC =
      "Whether Prometheus and Alertmanager are started when they are on the PATH.";

  public static final String SCRAPE_INTERVAL_CONFIG = "backbone.scrape.interval.ms";
  private static final String SCRAPE_INTERVAL_DOC =
      "How often Prometheus scrapes the parts and evaluates the alerts.";
  private static final long SCRAPE_INTERVAL_MS_DEFAULT = 15_000;
  private static final long SCRAPE_INTERVAL_MS_MIN = 1_000;
  private static final long SCRAPE_INTERVAL_MS_MAX = 60_000;

  public static final String CREDENTIALS_CONFIG = "backbone.alertmanager.credentials.dir";
  private static final String CREDENTIALS_DOC =
      "Folder with the files slack-url and smtp-password, with which Alertmanager tells people as"
          + " deploy/alertmanager/notify.yml says; empty: nobody is told.";

  /**
   * The settings as the rest sees them.
   *
   * @param diskBytes cap of {@code --disk}
   * @param bootstrap null for the embedded broker; likewise elasticsearch and registry
   * @param otlpJaeger {@code HOST:PORT}, or null
   * @param otlpMetrics URL, or null
   * @param prometheus whether Prometheus and Alertmanager are started where they are
   * @param credentials folder of Alertmanager's credentials, or null
   */
  public record Up(
      Path data,
      boolean demo,
      List<String> logs,
      long diskBytes,
      Ports ports,
      String env,
      String region,
      String bootstrap,
      String elasticsearch,
      String registry,
      String otlpJaeger,
      String otlpMetrics,
      boolean prometheus,
      Duration scrapeInterval,
      Path credentials) {

    /** Brokers, whoever runs them. */
    public String kafka() {
      return bootstrap != null ? bootstrap : ports.address(Ports.Port.KAFKA);
    }

    /** URL of Elasticsearch, whoever runs it. */
    public String elasticsearchUrl() {
      return elasticsearch != null ? elasticsearch : ports.url(Ports.Port.ELASTICSEARCH);
    }

    /** URL of the registry, whoever runs it. */
    public String registryUrl() {
      return registry != null ? registry : ports.url(Ports.Port.REGISTRY) + "/apis/ccompat/v7";
    }
  }

  @Override
  public String name() {
    return "up";
  }

  @Override
  public ConfigDef config() {
    return new ConfigDef()
        .define(DATA_CONFIG, ConfigDef.Type.STRING, DATA_DEFAULT, Importance.HIGH, DATA_DOC)
        .define(DEMO_CONFIG, ConfigDef.Type.BOOLEAN, true, Importance.HIGH, DEMO_DOC)
        .define(LOGS_CONFIG, ConfigDef.Type.LIST, List.of(), Importance.HIGH, LOGS_DOC)
        .define(
            DISK_CONFIG,
            ConfigDef.Type.STRING,
            DISK_DEFAULT,
            ByteSize.validator(),
            Importance.MEDIUM,
            DISK_DOC)
        .define(
            PORT_BASE_CONFIG,
            ConfigDef.Type.INT,
            0,
            ConfigDef.Range.between(0, PORT_MAX),
            Importance.MEDIUM,
            PORT_BASE_DOC)
        .define(ENV_CONFIG, ConfigDef.Type.STRING, ENV_DEFAULT, Importance.MEDIUM, ENV_DOC)
        .define(REGION_CONFIG, ConfigDef.Type.STRING, REGION_DEFAULT, Importance.MEDIUM, REGION_DOC)
        .define(BOOTSTRAP_CONFIG, ConfigDef.Type.STRING, "", Importance.LOW, BOOTSTRAP_DOC)
        .define(ELASTICSEARCH_CONFIG, ConfigDef.Type.STRING, "", Importance.LOW, ELASTICSEARCH_DOC)
        .define(REGISTRY_CONFIG, ConfigDef.Type.STRING, "", Importance.LOW, REGISTRY_DOC)
        .define(
            OTLP_JAEGER_CONFIG,
            ConfigDef.Type.STRING,
            "",
            HostPort.validator(),
            Importance.MEDIUM,
            OTLP_JAEGER_DOC)
        .define(OTLP_METRICS_CONFIG, ConfigDef.Type.STRING, "", Importance.LOW, OTLP_METRICS_DOC)
        .define(PROMETHEUS_CONFIG, ConfigDef.Type.BOOLEAN, true, Importance.MEDIUM, PROMETHEUS_DOC)
        .define(
            SCRAPE_INTERVAL_CONFIG,
            ConfigDef.Type.LONG,
            SCRAPE_INTERVAL_MS_DEFAULT,
            ConfigDef.Range.between(SCRAPE_INTERVAL_MS_MIN, SCRAPE_INTERVAL_MS_MAX),
            Importance.LOW,
            SCRAPE_INTERVAL_DOC)
        .define(CREDENTIALS_CONFIG, ConfigDef.Type.STRING, "", Importance.LOW, CREDENTIALS_DOC);
  }

  @Override
  public Set<String> prefixes() {
    return Set.of();
  }

  /** Reads the resolved settings; a relative data folder is relative to the working directory. */
  public static Up read(Settings s) {
    return new Up(
        Path.of(s.string(DATA_CONFIG)).toAbsolutePath().normalize(),
        s.bool(DEMO_CONFIG),
        globs(s.list(LOGS_CONFIG)),
        ByteSize.parse(s.string(DISK_CONFIG)),
        new Ports(s.integer(PORT_BASE_CONFIG)),
        s.string(ENV_CONFIG),
        s.string(REGION_CONFIG),
        orNull(s.string(BOOTSTRAP_CONFIG)),
        orNull(s.string(ELASTICSEARCH_CONFIG)),
        orNull(s.string(REGISTRY_CONFIG)),
        orNull(s.string(OTLP_JAEGER_CONFIG)),
        orNull(s.string(OTLP_METRICS_CONFIG)),
        s.bool(PROMETHEUS_CONFIG),
        s.millis(SCRAPE_INTERVAL_CONFIG),
        folder(s.string(CREDENTIALS_CONFIG)));
  }

  private static Path folder(String value) {
    return value.isBlank() ? null : Path.of(value.strip()).toAbsolutePath().normalize();
  }

  /** A list is split at each comma; those between braces belong to the glob. */
  private static List<String> globs(List<String> pieces) {
    List<String> globs = new ArrayList<>();
    StringBuilder glob = new StringBuilder();
    for (String piece : pieces) {
      glob.append(glob.isEmpty() ? "" : ",").append(piece);
      if (glob.chars().filter(c -> c == '{').count()
          <= glob.chars().filter(c -> c == '}').count()) {
        globs.add(glob.toString());
        glob.setLength(0);
      }
    }
    if (!glob.isEmpty()) {
      globs.add(glob.toString());
    }
    return globs;
  }

  private static String orNull(String value) {
    return value.isBlank() ? null : value.strip();
  }
}
