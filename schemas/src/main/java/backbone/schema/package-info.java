// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** What flows through the backbone: the topic catalogue, the records and how they are written. */
package backbone.schema;
