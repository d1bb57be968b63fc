// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Rules as data: files of rules taken apart, versions, and which of them is in force when. */
package backbone.engine.rules;
