// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** What a cluster must hold before the parts run: topics and schemas. */
package backbone.launcher.cluster;
