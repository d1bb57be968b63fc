// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** One archive with all that `up` and `run` need, for machines without Maven and network. */
package backbone.launcher.dist;
