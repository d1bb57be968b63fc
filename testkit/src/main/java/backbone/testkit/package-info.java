// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Real servers, seeds and guarantees for tests. */
package backbone.testkit;
