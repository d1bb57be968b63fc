// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.sample;

/**
 * What a sampler has done since it was made; kept and dropped traces are for the listener to count.
 *
 * @param fragments folded, in all
 * @param spans in them
 * @param opened traces begun
 * @param late fragments after the deadline of a trace that was still open
 * @param followed fragments of traces decided before; after a restart also those read again
 * @param violations traces begun by a fragment that arrived before the watermark
 * @param early traces decided early because too many were open
 * @param assumed fragments taken as on time because too many were uncertain
 * @param malformed fragments that could not be read to their end
 * @param operationsRefused sightings of new operations beyond the bounds of what is learned
 */
public record SamplerCounts(
    long fragments,
    long spans,
    long opened,
    long late,
    long followed,
    long violations,
    long early,
    long assumed,
    long malformed,
    long operationsRefused) {}
