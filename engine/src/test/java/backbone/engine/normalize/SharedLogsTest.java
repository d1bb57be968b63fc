// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import backbone.schema.LogEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real files: how many events, and that no event lacks what its format has. */
class SharedLogsTest {

  @ParameterizedTest
  @CsvSource({
    "loghub/Apache_2k.log,2000,apache-error,2000",
    "loghub/Linux_2k.log,2000,syslog-3164,2000",
    "loghub/OpenSSH_2k.log,2000,syslog-3164,2000",
    "loghub/HDFS_2k.log,2000,hadoop,2000",
    "loghub/Spark_2k.log,2000,hadoop,2000",
    "loghub/Zookeeper_2k.log,2000,zookeeper,2000",
    "loghub/OpenStack_2k.log,2000,openstack,2000",
    "access/apache_combined_10k.log,10000,access,10000",
    "access/nginx_shop_access.log,1000,access,1000",
    "formats/kafka_server.log,706,kafka,706",
    "formats/lnav_w3c.0,5,w3c,5",
    "formats/lnav_java.0,20,logback,20",
    "formats/lnav_glog.0,7,glog,7",
    "formats/lnav_logfmt.0,5,logfmt,5",
    "formats/lnav_zap_console.0,3,zap-console,3",
    "multiline/fluentbit_java_regex-001.log,3,text,3",
    "multiline/fluentbit_mixed_traces.log,5,text,5",
    "formats/lnav_json.json,14,json,14",
    "formats/lnav_ecs_log.json,5,json-ecs,5",
  })
  void givesAnEventPerEntry_whenFileIsReal(String file, int events, String format, int ofFormat)
      throws IOException {
    Path path = Path.of(System.getProperty("backbone.root", ".."), "../shared/data/logs", file);
    assumeTrue(Files.isReadable(path), "Skipped, no test data at " + path);
    Captured made = Captured.of(Captured.raw(Files.readAllBytes(path)));

    Set<String> ids = new HashSet<>();
    int formatted = 0;
    for (LogEvent event : made.events) {
      ids.add(event.getOriginId());
      formatted += event.getParseFormat().equals(format) ? 1 : 0;
    }
    assertThat(made.dead).isEmpty();
    assertThat(made.events).hasSize(events);
    assertThat(ids).hasSize(events);
    assertThat(formatted).as("events of format " + format).isEqualTo(ofFormat);
  }
}
