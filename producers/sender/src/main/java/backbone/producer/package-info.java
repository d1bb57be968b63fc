// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Bounded, counted delivery into Kafka that never blocks its caller. */
package backbone.producer;
