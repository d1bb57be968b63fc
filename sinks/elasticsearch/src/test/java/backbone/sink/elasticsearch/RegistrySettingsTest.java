// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import backbone.schema.registry.RegistryConfig;
import backbone.sink.ConfigProblems;
import backbone.testkit.Certificates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistrySettingsTest {

  private final Map<String, String> props = new HashMap<>(Map.of("registry.url", "https://a:1"));

  @Test
  void sendsNothingMore_whenNothingMoreIsSet() {
    assertThat(errors()).isEmpty();
    assertThat(read().authorization()).isNull();
    assertThat(read().tls()).isNull();
  }

  @Test
  void sendsUserOrToken() {
    props.put("registry.user", "sink");
    props.put("registry.password", "secret");
    assertThat(errors()).isEmpty();
    assertThat(read().authorization()).isEqualTo("Basic c2luazpzZWNyZXQ=");
    props.remove("registry.user");
    props.remove("registry.password");
    props.put("registry.token", "abc");
    assertThat(read().authorization()).isEqualTo("Bearer abc");
  }

  @Test
  void refusesHalfALogin_andTwo() {
    props.put("registry.password", "secret");
    assertThat(errors())
        .containsExactly("registry.user is empty. Set user and password, or neither.");
    props.put("registry.user", "sink");
    props.put("registry.token", "abc");
    assertThat(errors()).singleElement().asString().startsWith("registry.token is set together");
  }

  @Test
  void takesCertificates(@TempDir Path folder) throws IOException {
    Certificates certificates = new Certificates(folder);
    Certificates.Signed client = certificates.sign("client");
    props.put("registry.ca.path", certificates.ca().toString());
    props.put("registry.certificate.path", client.certificate().toString());
    props.put("registry.key.path", client.key().toString());
    assertThat(errors()).isEmpty();
    assertThat(read().tls()).isNotNull();
  }

  @Test
  void refusesFilesThatAreNoCertificates(@TempDir Path folder) {
    props.put("registry.ca.path", folder.resolve("missing.pem").toString());
    assertThat(errors()).singleElement().asString().contains("Name readable PEM files");
    props.put("registry.certificate.path", "only-half.pem");
    assertThat(errors()).singleElement().asString().contains("Set both, or neither");
  }

  private RegistryConfig read() {
    return RegistrySettings.read(
        new AbstractConfig(RegistrySettings.define(new ConfigDef()), props, false));
  }

  private List<String> errors() {
    List<ConfigValue> values = RegistrySettings.define(new ConfigDef()).validate(props);
    RegistrySettings.check(new ConfigProblems(values));
    return values.stream().flatMap(value -> value.errorMessages().stream()).toList();
  }
}
