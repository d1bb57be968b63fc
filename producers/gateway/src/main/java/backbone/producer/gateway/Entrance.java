// SPDX-FileCopyrightText: The Telemetry Backbone authors
// SPDX-License-Identifier: Apache-2.0
package backbone.producer.gateway;

import java.util.Map;

/**
 * The way by which a request came in.
 *
 * @param headers env, region and team of every raw record from there, where they are known
 */
record Entrance(Map<String, String> headers) {

  Entrance {
    headers = Map.copyOf(headers);
  }
}
