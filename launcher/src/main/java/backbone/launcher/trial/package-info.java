// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Tries rules on a sample of a topic, without changing anything. */
package backbone.launcher.trial;
