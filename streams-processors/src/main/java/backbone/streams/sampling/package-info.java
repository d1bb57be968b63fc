// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** The job sample-traces: decides about whole traces and forwards those that are kept. */
package backbone.streams.sampling;
