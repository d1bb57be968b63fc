// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.streams.logs;

import backbone.streams.Entrance;

/**
 * An entrance as it is on the cluster.
 *
 * @param entrance its settings
 * @param code short code of Kafka's topic id, so that a topic that is deleted and created again
 *     does not give its records the identities of old ones
 * @param partitions number of partitions
 */
record RawTopic(Entrance entrance, String code, int partitions) {}
