// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

/**
 * Times and bounds of following.
 *
 * @param pollMs pause between two looks at the files
 * @param joinMs how long the last event waits for lines that continue it
 * @param partialMs how long a last line without line end waits to grow
 * @param lineBytesMax longest line and event in bytes
 * @param openFilesMax files that are held open at once
 */
record Limits(long pollMs, long joinMs, long partialMs, int lineBytesMax, int openFilesMax) {}
