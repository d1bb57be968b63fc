// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Finds IP and e-mail addresses. */
package backbone.engine.mask.addresses;
