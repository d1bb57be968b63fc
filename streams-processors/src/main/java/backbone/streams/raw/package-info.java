// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
/** What the jobs behind a raw topic share: books, watermarks, dead letters, partitioning. */
package backbone.streams.raw;
