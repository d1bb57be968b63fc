// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The shipped configuration of Alertmanager that tells people, with a test's addresses and times.
 */
public final class ShippedAlertmanager {

  private ShippedAlertmanager() {}

  /**
   * The configuration as JSON, which is YAML, too.
   *
   * @param folder for the credentials
   * @param slackUrl address of the webhook
   * @param smarthost {@code HOST:PORT} of a mail server without TLS
   * @param groupWait such as {@code 10s}
   */
  public static String config(Path folder, String slackUrl, String smarthost, String groupWait)
      throws IOException {
    Deployment ours = Deployment.ours();
    Map<String, Object> config = ours.yaml("deploy/alertmanager/notify.yml");
    Path slack = Files.writeString(folder.resolve("slack-url"), slackUrl);
    Path password = Files.writeString(folder.resolve("smtp-password"), "secret");
    Map<String, Object> global = Deployment.map(config.get("global"));
    global.put("slack_api_url_file", slack.toString());
    global.put("smtp_smarthost", smarthost);
    global.put("smtp_auth_password_file", password.toString());
    global.put("smtp_require_tls", false);
    config.put("global", global);
    Map<String, Object> route = Deployment.map(config.get("route"));
    route.put("group_wait", groupWait);
    route.put("group_interval", "2s");
    config.put("route", route);
    Path templates = ours.root().resolve("deploy/alertmanager/templates");
    config.put("templates", List.of(templates + "/*.tmpl"));
    return new ObjectMapper().writeValueAsString(config);
  }
}
