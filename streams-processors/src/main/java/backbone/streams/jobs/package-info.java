// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Which jobs there are, as a part that can be run. */
package backbone.streams.jobs;
