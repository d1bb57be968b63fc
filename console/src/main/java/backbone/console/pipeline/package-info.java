// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** How far the parts of the pipeline are and whether their numbers add up. */
package backbone.console.pipeline;
