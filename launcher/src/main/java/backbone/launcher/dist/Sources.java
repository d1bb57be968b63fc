// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.launcher.dist;

import java.nio.file.Path;

/**
 * Where the build has put what goes into the archive.
 *
 * @param home of the project
 * @param lib jars of the launcher and all parts
 * @param plugins of Connect
 * @param servers that {@code up} starts
 */
public record Sources(Path home, Path lib, Path plugins, Path servers) {}
