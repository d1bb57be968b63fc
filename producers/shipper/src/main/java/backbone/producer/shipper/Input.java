// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.util.List;

/**
 * Files of one owner. Service, env, region and team may hold what a Kubernetes path tells, as
 * {@link PodPath} fills it in: {@code {container}}.
 *
 * @param paths globs; {@code **} crosses folders
 * @param exclude globs of files to leave out
 * @param service service, or null where the lines tell it
 * @param env environment
 * @param region region
 * @param team team
 */
public record Input(
    List<String> paths,
    List<String> exclude,
    String service,
    String env,
    String region,
    String team) {

  public static final String ENV_DEFAULT = "dev";
  public static final String REGION_DEFAULT = "local";
  public static final String TEAM_DEFAULT = "default";

  public Input {
    paths = List.copyOf(paths);
    exclude = List.copyOf(exclude);
  }

  /** Files of nobody in particular. */
  public static Input of(List<String> paths) {
    return new Input(paths, List.of(), null, ENV_DEFAULT, REGION_DEFAULT, TEAM_DEFAULT);
  }
}
