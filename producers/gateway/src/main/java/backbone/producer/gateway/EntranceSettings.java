// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import backbone.schema.TelemetryHeaders;
import backbone.service.Settings;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code gateway.tokens}, a list of maps with {@code token}, {@code env}, {@code region} and
 * {@code team}. No problem repeats a value, because any of them may be a token in the wrong place.
 */
final class EntranceSettings {

  static final String PREFIX = "gateway.tokens.";

  /** What may stand behind {@code Bearer} in a header. */
  static final String TOKEN = "[A-Za-z0-9._~+/-]+=*";

  /** Fewer could be guessed. */
  static final int TOKEN_CHARS_MIN = 16;

  static final int TOKEN_CHARS_MAX = 1024;

  private static final int TOKENS_MAX = 100;
  private static final Pattern KEY = Pattern.compile("(\\d{1,4})\\.(token|env|region|team)");

  private final Map<String, String> defaults;
  private final List<String> problems;

  private EntranceSettings(Map<String, String> defaults, List<String> problems) {
    this.defaults = defaults;
    this.problems = problems;
  }

  /**
   * The entrances that are set.
   *
   * @param defaults headers of what a token does not set
   * @param problems takes one sentence for each problem
   */
  static Entrances read(Settings settings, Map<String, String> defaults, List<String> problems) {
    Map<String, String> given = settings.withPrefix(PREFIX);
    return given.isEmpty()
        ? Entrances.open(new Entrance(defaults))
        : new EntranceSettings(defaults, problems).read(given);
  }

  private Entrances read(Map<String, String> given) {
    Map<Integer, Map<String, String>> entries = new TreeMap<>();
    given.forEach(
        (key, value) -> {
          Matcher known = KEY.matcher(key);
          if (known.matches()) {
            entries
                .computeIfAbsent(Integer.valueOf(known.group(1)), n -> new HashMap<>())
                .put(known.group(2), value.strip());
          } else {
            problems.add(
                PREFIX
                    + key
                    + " is no setting. Each entry of gateway.tokens has token and, where you want"
                    + " them, env, region and team.");
          }
        });
    if (entries.size() > TOKENS_MAX) {
      problems.add("gateway.tokens has more than " + TOKENS_MAX + " entries. Share some.");
    }
    Map<String, Entrance> byToken = new LinkedHashMap<>();
    entries.forEach((number, entry) -> add(byToken, PREFIX + number + ".token", entry));
    return Entrances.of(byToken);
  }

  private void add(Map<String, Entrance> byToken, String key, Map<String, String> entry) {
    String token = entry.getOrDefault("token", "");
    if (token.isEmpty()) {
      problems.add(key + " is not set. Set it, best as a reference: ${env:NAME}.");
    } else if (token.length() < TOKEN_CHARS_MIN || token.length() > TOKEN_CHARS_MAX) {
      problems.add(
          key
              + " is not of "
              + TOKEN_CHARS_MIN
              + " to "
              + TOKEN_CHARS_MAX
              + " characters. Make one with `openssl rand -hex 32`.");
    } else if (!token.matches(TOKEN)) {
      problems.add(
          key
              + " has characters that no header may hold. Use letters, digits and . _ ~ + / - only,"
              + " or make one with `openssl rand -hex 32`.");
    } else if (byToken.put(token, entrance(entry)) != null) {
      problems.add(key + " is that of another entry. Give each entry its own.");
    }
  }

  private Entrance entrance(Map<String, String> entry) {
    Map<String, String> headers = new HashMap<>(defaults);
    put(headers, TelemetryHeaders.ENV, entry.get("env"));
    put(headers, TelemetryHeaders.REGION, entry.get("region"));
    put(headers, TelemetryHeaders.TEAM, entry.get("team"));
    return new Entrance(headers);
  }

  private static void put(Map<String, String> headers, String name, String value) {
    if (value != null && !value.isEmpty()) {
      headers.put(name, value);
    }
  }
}
