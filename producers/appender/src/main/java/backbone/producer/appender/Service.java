// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.appender;

/**
 * Who logs; what is null or empty is left out.
 *
 * @param name such as {@code cart-service}
 * @param version of its release
 * @param node which instance it is
 */
public record Service(String name, String version, String node) {}
