// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.appender;

/**
 * To whom and where a service belongs; what is null or empty is left out. An entrance of the jobs
 * that names its own wins over it.
 *
 * @param env such as {@code prod}
 * @param region such as {@code kr}
 * @param team that owns the service
 */
public record Place(String env, String region, String team) {}
