// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import backbone.servers.KafkaBroker;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a secured broker under test is reached: one port takes users (SCRAM-SHA-512 over TLS),
 * another client certificates, none takes anyone.
 *
 * @param bootstrap where users log in
 * @param mutualTls where client certificates are asked for
 * @param user who may do everything
 * @param password of that user
 * @param certificates that clients trust, and that signs theirs
 */
public record KafkaSecurity(
    String bootstrap, String mutualTls, String user, String password, Certificates certificates) {

  private static final String MECHANISM = "SCRAM-SHA-512";

  /** Value of {@code sasl.jaas.config}. */
  public String jaas() {
    return jaas(password);
  }

  /** The same with a password of one's own, such as a wrong one. */
  public String jaas(String otherPassword) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
        + user
        + "\" password=\""
        + otherPassword
        + "\";";
  }

  /** Settings of a client that logs in. */
  public Map<String, Object> client() {
    return Map.of(
        "bootstrap.servers",
        bootstrap,
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        MECHANISM,
        "sasl.jaas.config",
        jaas(),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        certificates.ca().toString());
  }

  /** Settings of a client that shows a certificate. */
  public Map<String, Object> certificateClient() throws IOException {
    return Map.of(
        "bootstrap.servers",
        mutualTls,
        "security.protocol",
        "SSL",
        "ssl.keystore.type",
        "PEM",
        "ssl.keystore.location",
        certificates.sign("client").both().toString(),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        certificates.ca().toString());
  }

  /** What the broker is told. It speaks to itself by certificate. */
  KafkaBroker.Security ofBroker(int controllerPort) throws IOException {
    String listeners = "USERS://" + bootstrap + ",CERTIFICATES://" + mutualTls;
    Map<String, String> settings = new TreeMap<>();
    settings.put("listeners", listeners + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", listeners);
    settings.put(
        "listener.security.protocol.map", "USERS:SASL_SSL,CERTIFICATES:SSL,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "CERTIFICATES");
    settings.put("listener.name.certificates.ssl.client.auth", "required");
    settings.put("sasl.enabled.mechanisms", MECHANISM);
    settings.put(
        "listener.name.users." + MECHANISM.toLowerCase(Locale.ROOT) + ".sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    settings.put("ssl.keystore.type", "PEM");
    settings.put("ssl.keystore.location", certificates.sign("broker").both().toString());
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.location", certificates.ca().toString());
    String made = MECHANISM + "=[name=" + user + ",password=" + password + "]";
    return new KafkaBroker.Security(settings, List.of(made));
  }

  @Override
  public String toString() {
    return "KafkaSecurity[bootstrap=" + bootstrap + ", mutualTls=" + mutualTls + "]";
  }
}
