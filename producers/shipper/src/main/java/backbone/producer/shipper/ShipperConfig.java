// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import backbone.schema.Catalogue;
import backbone.service.Settings;
import backbone.service.SettingsException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Settings of the shipper, read once.
 *
 * @param inputs what to ship
 * @param stateDir where the shipper remembers how far it is
 * @param forbiddenDirs folders that are never read
 * @param home where this shipper runs and where it writes to
 * @param limits times and bounds
 * @param followsLinks whether symbolic links are followed
 * @param kafka settings of the producer
 */
record ShipperConfig(
    List<Input> inputs,
    Path stateDir,
    List<Path> forbiddenDirs,
    Envelope.Home home,
    Limits limits,
    boolean followsLinks,
    Map<String, Object> kafka) {

  static final String INPUTS_PREFIX = "shipper.inputs.";

  private static final String STATE_DIR_CONFIG = "shipper.state.dir";
  private static final String FORBIDDEN_DIRS_CONFIG = "shipper.forbidden.dirs";
  private static final String POLL_INTERVAL_MS_CONFIG = "shipper.poll.interval.ms";
  private static final String LINE_BYTES_MAX_CONFIG = "shipper.line.bytes.max";
  private static final String PARTIAL_LINE_TIMEOUT_MS_CONFIG = "shipper.partial.line.timeout.ms";
  private static final String JOIN_TIMEOUT_MS_CONFIG = "shipper.join.timeout.ms";
  private static final String OPEN_FILES_MAX_CONFIG = "shipper.open.files.max";
  private static final String SYMLINKS_FOLLOW_CONFIG = "shipper.symlinks.follow";
  private static final String TOPIC_CONFIG = "shipper.topic";
  private static final String METRICS_ADDRESS_CONFIG = "shipper.metrics.address";
  private static final String ZONE_CONFIG = "shipper.zone";
  private static final String HOST_CONFIG = "shipper.host";

  static ConfigDef def() {
    return new ConfigDef()
        .define(
            STATE_DIR_CONFIG,
            ConfigDef.Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new ConfigDef.NonEmptyString(),
            HIGH,
            "Folder in which the shipper remembers file ids and offsets; keep it over restarts.")
        .define(
            FORBIDDEN_DIRS_CONFIG,
            ConfigDef.Type.LIST,
            List.of(),
            MEDIUM,
            "Folders that are never read, such as those of the backbone's own logs.")
        .define(
            POLL_INTERVAL_MS_CONFIG,
            ConfigDef.Type.LONG,
            200L,
            between(1, 60_000),
            MEDIUM,
            "Pause in milliseconds between two looks at the files when nothing came.")
        .define(
            LINE_BYTES_MAX_CONFIG,
            ConfigDef.Type.INT,
            256 << 10,
            between(64, 900 << 10),
            MEDIUM,
            "Longest line and longest event in bytes; a longer line is cut and marked.")
        .define(
            PARTIAL_LINE_TIMEOUT_MS_CONFIG,
            ConfigDef.Type.LONG,
            5000L,
            atLeast(1),
            LOW,
            "Milliseconds without growth after which a last line without line end is shipped.")
        .define(
            JOIN_TIMEOUT_MS_CONFIG,
            ConfigDef.Type.LONG,
            300L,
            atLeast(1),
            LOW,
            "Milliseconds for which the last event of a file waits for lines that continue it.")
        .define(
            OPEN_FILES_MAX_CONFIG,
            ConfigDef.Type.INT,
            512,
            between(1, 100_000),
            LOW,
            "Files held open at once; quiet ones are closed first.")
        .define(
            SYMLINKS_FOLLOW_CONFIG,
            ConfigDef.Type.BOOLEAN,
            true,
            LOW,
            "Whether symbolic links are followed, as those of /var/log/containers; a file that is"
                + " found by several names is read once.")
        .define(
            TOPIC_CONFIG,
            ConfigDef.Type.STRING,
            Catalogue.LOGS_RAW.name(),
            new ConfigDef.NonEmptyString(),
            MEDIUM,
            "Topic for the lines.")
        .define(
            METRICS_ADDRESS_CONFIG,
            ConfigDef.Type.STRING,
            "",
            LOW,
            "host:port for /metrics and /health; empty for none.")
        .define(
            ZONE_CONFIG,
            ConfigDef.Type.STRING,
            "",
            LOW,
            "Time zone of times in the lines that name none, such as Asia/Seoul; empty: this host's.")
        .define(
            HOST_CONFIG, ConfigDef.Type.STRING, "", LOW, "Host name to send; empty: this host's.");
  }

  /**
   * @throws SettingsException with every problem of the inputs
   */
  static ShipperConfig of(Settings settings) {
    List<Path> forbidden = new ArrayList<>();
    Path stateDir = Path.of(settings.string(STATE_DIR_CONFIG)).toAbsolutePath();
    forbidden.add(stateDir);
    settings.list(FORBIDDEN_DIRS_CONFIG).forEach(dir -> forbidden.add(Path.of(dir)));
    return new ShipperConfig(
        Inputs.parse(settings.withPrefix(INPUTS_PREFIX)),
        stateDir,
        forbidden,
        new Envelope.Home(
            settings.string(TOPIC_CONFIG),
            host(settings.string(HOST_CONFIG)),
            zone(settings.string(ZONE_CONFIG))),
        new Limits(
            settings.number(POLL_INTERVAL_MS_CONFIG),
            settings.number(JOIN_TIMEOUT_MS_CONFIG),
            settings.number(PARTIAL_LINE_TIMEOUT_MS_CONFIG),
            settings.integer(LINE_BYTES_MAX_CONFIG),
            settings.integer(OPEN_FILES_MAX_CONFIG)),
        settings.bool(SYMLINKS_FOLLOW_CONFIG),
        settings.kafka());
  }

  private static String zone(String configured) {
    if (configured.isEmpty()) {
      return ZoneId.systemDefault().getId();
    }
    try {
      return ZoneId.of(configured).getId();
    } catch (DateTimeException e) {
      throw new SettingsException(
          List.of(
              ZONE_CONFIG + "=" + configured + " is no time zone. Use a name such as Asia/Seoul."));
    }
  }

  private static String host(String configured) {
    if (!configured.isEmpty()) {
      return configured;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
