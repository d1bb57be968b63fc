// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Asks Elasticsearch, and tells in one sentence when it does not answer. */
package backbone.console.store;
