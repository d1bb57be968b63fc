// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** Raw batches of spans to masked traces, mostly by copying bytes. */
package backbone.engine.spans;
