// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.sink;

/** Version of a plug-in, from its jar. */
public final class PluginVersion {

  private static final String UNPACKED = "0.0.0";

  private PluginVersion() {}

  /**
   * Version of the jar that holds a class, or {@code 0.0.0} when it is in none.
   *
   * @param plugin a class of the plug-in
   */
  public static String of(Class<?> plugin) {
    String version = plugin.getPackage().getImplementationVersion();
    return version == null ? UNPACKED : version;
  }
}
