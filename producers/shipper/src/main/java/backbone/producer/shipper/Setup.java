// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.shipper;

import java.time.Clock;
import java.util.function.Supplier;

/**
 * What a {@link Follower} works with.
 *
 * @param scan which files there are
 * @param state memory over restarts
 * @param sink where shipments go
 * @param limits times and bounds
 * @param home where this shipper runs
 * @param continuations make what tells which lines belong together
 * @param clock for file ids only
 * @param watch is told what goes on
 */
record Setup(
    Scan scan,
    StateFile state,
    Sink sink,
    Limits limits,
    Envelope.Home home,
    Supplier<Continuation> continuations,
    Clock clock,
    Watch watch) {}
