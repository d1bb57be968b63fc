// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Measures the product against a trivial loop and against its peers, side by side. */
package backbone.launcher.bench;
