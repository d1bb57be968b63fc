// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Finds and replaces what must not leave the trust zone. */
package backbone.engine.mask;
