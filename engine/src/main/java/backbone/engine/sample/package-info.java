// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Tail sampling as a deterministic state machine: summaries, policies, decisions; no Kafka. */
package backbone.engine.sample;
