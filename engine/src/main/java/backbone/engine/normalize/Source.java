// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.engine.normalize;

import java.time.ZoneId;

/**
 * What is known about a sender apart from its payload. Absent values are null, except those with a
 * default.
 *
 * @param host host name
 * @param path file that the lines were read from
 * @param zone time zone for times that name none; UTC unless the sender told
 * @param service service, where configuration names it; the payload's own wins
 * @param env environment, by the entrance, never by the payload
 * @param region region, by the entrance
 * @param team team, by the entrance; {@code default} when nobody owns it
 */
public record Source(
    String host,
    String path,
    ZoneId zone,
    String service,
    String env,
    String region,
    String team) {}
