// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Finds passwords, tokens and keys, by how they look or by what announces them. */
package backbone.engine.mask.secrets;
