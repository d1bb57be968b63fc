// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.metrics;

/** Labels that every series has: service, environment, region and team. */
record Owner(String service, String env, String region, String team) {}
