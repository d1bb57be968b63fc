// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import java.util.List;

/** What, again and again, makes careless rules for secrets read each byte again and again. */
final class HostileSecrets {
  static final List<String> PIECES =
      List.of(
          "password=",
          "password=,",
          "password: ",
          "password='",
          "password=\"\n",
          "password=\\\"",
          "(password=a ",
          "{password=a, b ",
          "password: a=",
          "\":\"",
          "\"password\":\"",
          "\"password\":[\"a\",",
          "=",
          "=>",
          "eyJ",
          "eyJhbGciOiJIUzI1NiJ9.",
          "eyJhbGciOiJIUzI1NiJ9-",
          "-----BEGIN",
          "-----BEGIN PRIVATE KEY-----",
          "-----BEGIN PRIVATE KEY-----a ",
          "-----",
          "://",
          "://a:b",
          "://a:b/",
          "x://a:b@",
          "AKIA",
          "ghp_",
          "github_pat_",
          "xoxb-",
          "sk-",
          "SG.",
          "hvs.",
          "1234567:A",
          "Bearer ",
          "Basic ",
          "Basic YWFh",
          "Authorization: ",
          "Authorization: Digest a=b,",
          "Cookie: a=b; ",
          "--password ",
          "-u ",
          "curl -u a",
          "<password>",
          "<password ",
          "<password><![CDATA[",
          "&quot;password&quot;:&quot;",
          "\\",
          "\\\\\"",
          "비밀번호:",
          " '",
          "password '");

  private HostileSecrets() {}
}
