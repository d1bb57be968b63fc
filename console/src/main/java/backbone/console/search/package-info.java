// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** From what a person asks to bounded Elasticsearch queries; no input or output in here. */
package backbone.console.search;
