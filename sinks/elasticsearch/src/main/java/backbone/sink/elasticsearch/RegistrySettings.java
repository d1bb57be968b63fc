// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink.elasticsearch;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import backbone.schema.registry.RegistryConfig;
import backbone.sink.ConfigProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/** How the connector reaches the schema registry. */
final class RegistrySettings {

  static final String URL_CONFIG = "registry.url";
  private static final String USER_CONFIG = "registry.user";
  private static final String PASSWORD_CONFIG = "registry.password";
  private static final String TOKEN_CONFIG = "registry.token";
  private static final String CA_CONFIG = "registry.ca.path";
  private static final String CERTIFICATE_CONFIG = "registry.certificate.path";
  private static final String KEY_CONFIG = "registry.key.path";

  private static final String USER_DOC = "User of the registry; empty for none.";
  private static final String PASSWORD_DOC = "Password of registry.user.";
  private static final String TOKEN_DOC = "Bearer token for the registry, instead of a user.";
  private static final String CA_DOC =
      "PEM file of the certificates to trust; empty for the JDK's.";
  private static final String CERTIFICATE_DOC = "PEM file of the client certificate; or empty.";
  private static final String KEY_DOC = "PEM file of its private key, PKCS#8 and not encrypted.";

  private RegistrySettings() {}

  static ConfigDef define(ConfigDef def) {
    return def.define(
            URL_CONFIG,
            STRING,
            NO_DEFAULT_VALUE,
            HIGH,
            "URLs of the schema registry, separated by commas.")
        .define(USER_CONFIG, STRING, "", MEDIUM, USER_DOC)
        .define(PASSWORD_CONFIG, PASSWORD, "", MEDIUM, PASSWORD_DOC)
        .define(TOKEN_CONFIG, PASSWORD, "", MEDIUM, TOKEN_DOC)
        .define(CA_CONFIG, STRING, "", MEDIUM, CA_DOC)
        .define(CERTIFICATE_CONFIG, STRING, "", MEDIUM, CERTIFICATE_DOC)
        .define(KEY_CONFIG, STRING, "", MEDIUM, KEY_DOC);
  }

  /** Adds what is wrong beside the URLs themselves. */
  static void check(ConfigProblems problems) {
    boolean user = !problems.text(USER_CONFIG).isEmpty();
    if (user != !problems.text(PASSWORD_CONFIG).isEmpty()) {
      problems.add(
          user ? PASSWORD_CONFIG : USER_CONFIG, "is empty. Set user and password, or neither.");
    }
    if (user && !problems.text(TOKEN_CONFIG).isEmpty()) {
      problems.add(TOKEN_CONFIG, "is set together with registry.user. Set one of the two.");
    }
    if (problems.text(CERTIFICATE_CONFIG).isEmpty() != problems.text(KEY_CONFIG).isEmpty()) {
      problems.add(CERTIFICATE_CONFIG, "and registry.key.path go together. Set both, or neither.");
      return;
    }
    try {
      tls(problems::text);
    } catch (IOException | InvalidPathException | KafkaException e) {
      problems.add(
          CA_CONFIG,
          ", registry.certificate.path or registry.key.path cannot be used. Name readable PEM"
              + " files, the key in PKCS#8 and not encrypted.");
    }
  }

  /** What the client is told; the files have been checked. */
  static RegistryConfig read(AbstractConfig config) {
    Function<String, String> text =
        key ->
            config.typeOf(key) == PASSWORD
                ? config.getPassword(key).value()
                : config.getString(key);
    RegistryConfig urls = RegistryConfig.of(config.getString(URL_CONFIG));
    try {
      return RegistryConfig.of(urls.urls(), authorization(text), tls(text));
    } catch (IOException e) {
      throw new KafkaException("the files of registry.*.path cannot be read any more", e);
    }
  }

  private static String authorization(Function<String, String> text) {
    if (!text.apply(TOKEN_CONFIG).isEmpty()) {
      return "Bearer " + text.apply(TOKEN_CONFIG);
    }
    return text.apply(USER_CONFIG).isEmpty()
        ? null
        : ElasticsearchAccess.basic(text.apply(USER_CONFIG), text.apply(PASSWORD_CONFIG));
  }

  /** Kafka's own reader of PEM; null when nothing is set, which means the JDK's trust. */
  private static SSLContext tls(Function<String, String> text) throws IOException {
    Map<String, Object> ssl = new HashMap<>();
    if (!text.apply(CA_CONFIG).isEmpty()) {
      ssl.put("ssl.truststore.type", "PEM");
      ssl.put("ssl.truststore.certificates", Files.readString(Path.of(text.apply(CA_CONFIG))));
    }
    if (!text.apply(KEY_CONFIG).isEmpty()) {
      ssl.put("ssl.keystore.type", "PEM");
      ssl.put("ssl.keystore.key", Files.readString(Path.of(text.apply(KEY_CONFIG))));
      ssl.put(
          "ssl.keystore.certificate.chain",
          Files.readString(Path.of(text.apply(CERTIFICATE_CONFIG))));
    }
    if (ssl.isEmpty()) {
      return null;
    }
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(
          new AbstractConfig(new ConfigDef().withClientSslSupport(), ssl, false).values());
      return factory.sslContext();
    }
  }
}
