// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.mask;

import static backbone.engine.mask.Masks.masked;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Passwords of any characters, in each syntax in which they can be written without a doubt. */
class SecretsPropertyTest {
  private static final int CASES = 5_000;
  private static final List<String> KEYS =
      List.of("password", "DB_PASSWORD", "clientSecret", "x-api-key", "db.password", "비밀번호");
  private static final String CHARACTERS = "abcXYZ0189 \"'\\&;,=:/?#{}[]()<>@%+비밀é\n\t";

  @Test
  void leavesNothingOfAPassword_whateverIsInIt() {
    long seed = Long.getLong("proofs.seed", 0);
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      String key = KEYS.get(random.nextInt(KEYS.size()));
      String value = "q7Z" + password(random) + "Z7q";
      String json = "{\"user\":\"bob\",\"" + key + "\":\"" + json(value) + "\",\"last\":1}";
      String query = "GET /?user=bob&" + url(key) + "=" + url(value) + "&last=1 HTTP/1.1";
      for (String text :
          List.of(json, quoted(json), quoted(quoted(json)), url(json), query, quoted(query))) {
        assertThat(masked(text))
            .as("seed %d: %s", seed, text)
            .doesNotContain("q7Z")
            .doesNotContain("Z7q")
            .contains("[secret]")
            .contains("bob")
            .contains("last");
      }
    }
  }

  private static String password(Random random) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      out.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return out.toString();
  }

  private static String quoted(String text) {
    return "{\"message\":\"" + json(text) + "\"}";
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\t", "\\t");
  }

  private static String url(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
