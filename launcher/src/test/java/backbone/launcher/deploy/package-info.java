// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The compose file and the folder deploy: everything about them that can be checked without an
 * engine.
 */
package backbone.launcher.deploy;
