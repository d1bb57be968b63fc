// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.sampling;

import backbone.engine.sample.PolicySet;
import backbone.engine.sample.SamplerLimits;
import backbone.streams.rules.Rules;
import java.time.Duration;
import java.util.List;

/**
 * What decides, and when.
 *
 * @param policies of the whole topic, in force until the first of the later ones
 * @param later those that were applied since
 * @param limits of each of its partitions
 * @param partitions number of partitions that share what the policies grant per cluster
 * @param rawPartitions raw partitions, as {@code topic/partition}, whose watermarks are waited for
 * @param behindMax how far one of them may lie behind the newest
 */
record SamplingRules(
    PolicySet policies,
    Rules later,
    SamplerLimits limits,
    int partitions,
    List<String> rawPartitions,
    Duration behindMax) {}
