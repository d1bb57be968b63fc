// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Rules in a topic: which there are, how they are published, and how every process follows them.
 */
package backbone.streams.rules;
