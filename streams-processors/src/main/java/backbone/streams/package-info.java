// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** What every Kafka Streams job shares: clients, start and stop, faults, commits. */
package backbone.streams;
