// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Everything on one machine: which parts there are, how they start, are watched and stop. */
package backbone.launcher.embedded;
