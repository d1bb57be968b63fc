// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.testkit;

import backbone.servers.ElasticsearchServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How a secured Elasticsearch under test is reached: HTTPS, and users with passwords. Roles and
 * users come from files, as this distribution cannot make the index that it would keep others in.
 *
 * @param url base URL
 * @param roles what each may do, as JSON; for each there is a user of the same name
 * @param passwords of the users, {@link #USER} among them
 * @param certificates that clients trust
 */
public record ElasticsearchSecurity(
    String url,
    Map<String, String> roles,
    Map<String, String> passwords,
    Certificates certificates) {

  /** Who may do everything. */
  public static final String USER = "elastic";

  private static final int ROUNDS = 10_000;
  private static final int SALT_BYTES = 32;
  private static final int HASH_BITS = 256;

  /** A user with a password that need not be right. */
  record Login(String user, String password) {}

  /** An answer. */
  public record Answer(int status, String body) {}

  /** Asks as the user {@code elastic}. */
  public Answer ask(String method, String path, String json) throws IOException {
    return ask(USER, method, path, json);
  }

  /** Makes passwords for {@link #USER} and a user of each role. */
  static ElasticsearchSecurity of(
      String url, Map<String, String> roles, Certificates certificates) {
    Map<String, String> passwords = new TreeMap<>();
    passwords.put(USER, Secrets.next());
    roles.keySet().forEach(role -> passwords.put(role, Secrets.next()));
    return new ElasticsearchSecurity(url, roles, passwords, certificates);
  }

  /** What the node is told. */
  ElasticsearchServer.Security ofNode() throws IOException {
    Certificates.Signed node = certificates.sign("elasticsearch");
    Map<String, String> settings = new TreeMap<>();
    settings.put("xpack.security.enabled", "true");
    settings.put("xpack.security.enrollment.enabled", "false");
    settings.put("xpack.security.authc.reserved_realm.enabled", "false");
    settings.put("xpack.security.http.ssl.enabled", "true");
    settings.put("xpack.security.http.ssl.certificate", "http.pem");
    settings.put("xpack.security.http.ssl.key", "http.key");
    StringBuilder users = new StringBuilder();
    StringBuilder usersRoles = new StringBuilder("superuser:" + USER + "\n");
    StringBuilder rolesYaml = new StringBuilder();
    for (Map.Entry<String, String> user : passwords.entrySet()) {
      users.append(user.getKey() + ":" + hash(user.getValue()) + "\n");
    }
    roles.forEach(
        (role, json) -> {
          usersRoles.append(role + ":" + role + "\n");
          rolesYaml.append(role + ": " + json.replace("\n", " ") + "\n"); // JSON is YAML.
        });
    return new ElasticsearchServer.Security(
        settings,
        Map.of(
            "http.pem", Files.readString(node.certificate()),
            "http.key", Files.readString(node.key()),
            "users", users.toString(),
            "users_roles", usersRoles.toString(),
            "roles.yml", rolesYaml.toString()));
  }

  /** Asks as a user. */
  public Answer ask(String user, String method, String path, String json) throws IOException {
    return ask(new Login(user, passwords.get(user)), method, path, json);
  }

  /** Asks with a password of one's own, such as a wrong one. */
  Answer ask(Login login, String method, String path, String json) throws IOException {
    byte[] both = (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json")
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(both))
            .method(
                method,
                json == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(json))
            .build();
    try {
      HttpResponse<String> response =
          HttpClient.newBuilder()
              .sslContext(trust())
              .build()
              .send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private SSLContext trust() throws IOException {
    try (InputStream pem = Files.newInputStream(certificates.ca())) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the JDK cannot trust " + certificates.ca(), e);
    }
  }

  /** As Elasticsearch keeps passwords: method, rounds, salt and hash. */
  private static String hash(String password) throws IOException {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    try {
      byte[] hash =
          SecretKeyFactory.getInstance("PBKDF2withHMACSHA512")
              .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ROUNDS, HASH_BITS))
              .getEncoded();
      Base64.Encoder base64 = Base64.getEncoder();
      return "{PBKDF2}"
          + ROUNDS
          + "$"
          + base64.encodeToString(salt)
          + "$"
          + base64.encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IOException("the JDK cannot hash passwords", e);
    }
  }

  @Override
  public String toString() {
    return "ElasticsearchSecurity[url=" + url + "]";
  }
}
