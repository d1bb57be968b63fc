// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which team owns a service, for records that do not say it themselves. Written as a map from
 * service to team:
 *
 * <pre>
 * ownership:
 *   auth-service: identity
 *   payment-service: payments
 * </pre>
 */
public final class Ownership {

  /** Services of one file, at most. */
  static final int SERVICES_MAX = 10_000;

  /** Nobody owns anything. */
  public static final Ownership NONE = new Ownership(Map.of());

  private static final int SERVICE_LENGTH_MAX = 200;

  /** A team becomes a part of the names of indices, which take any script but no capitals. */
  private static final Pattern TEAM =
      Pattern.compile("[\\p{Ll}\\p{Lo}\\p{Nd}][\\p{Ll}\\p{Lo}\\p{Nd}_-]{0,39}");

  private final Map<String, String> teams;
  private final String version;

  private Ownership(Map<String, String> teams) {
    this.teams = new HashMap<>(teams);
    version = RuleVersion.of("ownership-1 " + written(new TreeMap<>(teams)));
  }

  /** No name of a service can look like two entries: the length of each stands in front. */
  private static String written(Map<String, String> teams) {
    StringBuilder all = new StringBuilder();
    teams.forEach(
        (service, team) ->
            all.append(service.length()).append(':').append(service).append(team).append(' '));
    return all.toString();
  }

  /**
   * Reads the section of a file. What is wrong goes to the problems, and then what is returned must
   * not be used. An empty section is right: nobody owns anything.
   */
  public static Ownership of(YamlNode section, YamlProblems problems) {
    Map<String, String> teams = new TreeMap<>();
    if (section.fields() == null) {
      if (section.items() != null || section.text() != null) {
        problems.add(section, "ownership is a map. Write one 'service: team' a line.");
      }
      return NONE;
    }
    if (section.fields().size() > SERVICES_MAX) {
      problems.add(
          section,
          "there are " + section.fields().size() + " services. Use " + SERVICES_MAX + " at most.");
      return NONE;
    }
    section.fields().forEach((service, team) -> put(teams, service, team, problems));
    return new Ownership(teams);
  }

  private static void put(
      Map<String, String> teams, String service, YamlNode team, YamlProblems problems) {
    if (service.isBlank() || service.length() > SERVICE_LENGTH_MAX) {
      String shown = YamlProblems.shown(service);
      problems.add(team, "the service '" + shown + "' has no good name. Use 1 to 200 characters.");
    }
    if (team.text() == null || !TEAM.matcher(team.text()).matches()) {
      problems.add(
          team,
          "the team of '"
              + YamlProblems.shown(service)
              + "' is "
              + YamlProblems.shown(team.text())
              + ". Use 1 to 40 lower-case letters, digits, - and _.");
    }
    teams.put(service, String.valueOf(team.text()));
  }

  /** The team of a service, or null when nobody owns it. */
  public String team(String service) {
    return service == null ? null : teams.get(service);
  }

  /** Number of services that are owned. */
  public int services() {
    return teams.size();
  }

  /** Teams that own anything, sorted. */
  public Set<String> teams() {
    return new TreeSet<>(teams.values());
  }

  /** Hash of all that decides, 16 hex digits; equal for files that differ in layout only. */
  public String version() {
    return version;
  }
}
