// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** The job that turns raw batches of spans into masked spans by trace. */
package backbone.streams.spans;
