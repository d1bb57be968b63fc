// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.service;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigDef;

/**
 * How a part reaches the schema registry, from its settings {@code <part>.registry.*}.
 *
 * @param urls tried in turn; empty when the part may do without a registry
 * @param authorization value of the Authorization header, or null; never printed
 * @param tls trust and client certificate, or null for the JDK's
 */
public record RegistryAccess(List<URI> urls, String authorization, SSLContext tls) {

  private static final String URLS_DOC =
      "URLs of the schema registry, separated by commas and tried in turn; for Apicurio they end in"
          + " /apis/ccompat/v7.";

  public RegistryAccess {
    urls = List.copyOf(urls);
  }

  /** Without authentication; for tests and for what runs on one machine. */
  public static RegistryAccess of(String url) {
    return new RegistryAccess(List.of(URI.create(url)), null, null);
  }

  /**
   * Declares the settings of a part.
   *
   * @param urlsDefault {@link ConfigDef#NO_DEFAULT_VALUE} when there must be a registry, else ""
   */
  public static ConfigDef define(ConfigDef def, String part, Object urlsDefault) {
    String prefix = part + ".registry.";
    ConfigDef.Importance high = ConfigDef.Importance.HIGH;
    def.define(prefix + "urls", ConfigDef.Type.LIST, urlsDefault, high, URLS_DOC);
    text(def, prefix + "user", "User for the schema registry; empty for none.");
    secret(def, prefix + "password", "Password of the user for the schema registry.");
    secret(def, prefix + "token", "Bearer token for the schema registry, instead of a user.");
    text(
        def,
        prefix + "ca.path",
        "PEM file of the certificates to trust; empty for those that the JDK trusts.");
    text(def, prefix + "certificate.path", "PEM file of the client certificate; empty for none.");
    text(
        def,
        prefix + "key.path",
        "PEM file of the client certificate's private key, PKCS#8 and not encrypted.");
    return def;
  }

  private static void text(ConfigDef def, String key, String documentation) {
    def.define(key, ConfigDef.Type.STRING, "", ConfigDef.Importance.MEDIUM, documentation);
  }

  private static void secret(ConfigDef def, String key, String documentation) {
    def.define(key, ConfigDef.Type.PASSWORD, "", ConfigDef.Importance.MEDIUM, documentation);
  }

  /**
   * Reads the settings of a part.
   *
   * @param problems takes one sentence for each fault
   */
  public static RegistryAccess read(Settings settings, String part, List<String> problems) {
    String prefix = part + ".registry.";
    List<URI> urls = new ArrayList<>();
    for (String url : settings.list(prefix + "urls")) {
      if (!url.isBlank()) {
        url(prefix + "urls", url.strip(), urls, problems);
      }
    }
    SSLContext tls =
        new Pem(prefix + "ca.path", prefix + "certificate.path", prefix + "key.path")
            .read(settings, problems)
            .map(Pem.Tls::context)
            .orElse(null);
    return new RegistryAccess(urls, authorization(settings, prefix, problems), tls);
  }

  /** What is wrong may hold a password, so it is not shown. */
  private static void url(String key, String text, List<URI> into, List<String> problems) {
    if (text.contains("@")) {
      problems.add(key + " holds a user. Set it as registry.user and registry.password instead.");
      return;
    }
    try {
      URI url = new URI(text);
      if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
        into.add(url);
        return;
      }
    } catch (URISyntaxException e) {
      // No URL at all: told below as any other that cannot be asked.
    }
    problems.add(key + " holds what is no URL. Write each as http://host:port.");
  }

  private static String authorization(Settings settings, String prefix, List<String> problems) {
    String user = settings.string(prefix + "user");
    String password = settings.string(prefix + "password");
    String token = settings.string(prefix + "token");
    if (!user.isEmpty() && !token.isEmpty()) {
      problems.add(prefix + "user and " + prefix + "token are both set. Keep one of them.");
    }
    if (user.isEmpty() != password.isEmpty()) {
      problems.add(
          user.isEmpty()
              ? prefix + "password is set but " + prefix + "user is not. Set both, or neither."
              : settings.shown(prefix + "user")
                  + " has no password. Set "
                  + prefix
                  + "password, or remove the user.");
    }
    if (!token.isEmpty()) {
      return bearer(prefix + "token", token, problems);
    }
    return user.isEmpty() ? null : "Basic " + base64(user + ":" + password);
  }

  /** What no header can hold is told here: the JDK's client would put it into its message. */
  private static String bearer(String key, String token, List<String> problems) {
    if (!token.chars().allMatch(c -> c > ' ' && c <= '~')) {
      problems.add(
          key + " holds a blank, a line end or another character that no token has. Remove it.");
      return null;
    }
    return "Bearer " + token;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "RegistryAccess[urls=" + urls + "]";
  }
}
